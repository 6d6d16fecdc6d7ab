#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs a command on a display and with sound devices that nobody sees or hears: Xvfb on a free number,
# and a private PulseAudio with a loudspeaker (`speaker`) and a microphone (`mic`).
#   tools/headless.sh COMMAND [ARGUMENT…]
# `paplay --device=micsink x.wav` speaks into the microphone; `parec -d speaker.monitor` hears the app.
# Exit code: the command's; 2 wrong use; 3 the display or the sound server does not come up.
set -u

[ $# -gt 0 ] || { echo "usage: tools/headless.sh COMMAND [ARGUMENT…]" >&2; exit 2; }
for tool in Xvfb pulseaudio pactl; do
  command -v "$tool" >/dev/null || {
    echo "headless: $tool is missing: sudo apt-get install xvfb pulseaudio pulseaudio-utils" >&2; exit 3; }
done

dir=$(mktemp -d "${TMPDIR:-/tmp}/trainer-gui.XXXXXX") || exit 3   # mode 700; short, for socket names
servers=()
child=
clean_up() {
  trap '' INT TERM HUP
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null && wait "$child" 2>/dev/null
  [ ${#servers[@]} -eq 0 ] || { kill "${servers[@]}" 2>/dev/null; wait "${servers[@]}" 2>/dev/null; }
  rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Servers get a session of their own, so that Ctrl-C reaches the command alone, and end when this script dies.
serve() {
  if command -v setpriv >/dev/null; then setsid setpriv --pdeathsig TERM "$@" & else setsid "$@" & fi
  servers+=($!)
}
fail() { echo "headless: $1" >&2; [ -s "$2" ] && tail -n 3 "$2" >&2; exit 3; }

export XDG_RUNTIME_DIR=$dir XDG_SESSION_TYPE=x11 QT_AUDIO_BACKEND=pulseaudio
export PULSE_RUNTIME_PATH=$dir/pulse PULSE_STATE_PATH=$dir/pulse-state PULSE_SERVER=unix:$dir/pulse.socket
unset WAYLAND_DISPLAY XAUTHORITY

mkfifo "$dir/display"
exec 5<>"$dir/display"   # open at both ends: neither side waits for the other to open it
serve Xvfb -displayfd 5 -screen 0 1920x1080x24 -nolisten tcp -noreset >"$dir/xvfb.log" 2>&1
read -r -t 20 number <&5 || fail "Xvfb does not start" "$dir/xvfb.log"
exec 5>&-
export DISPLAY=:$number

# norewinds: else an idle null sink wakes only every two seconds, and a short buffer waits that long.
serve pulseaudio -n --daemonize=no --exit-idle-time=-1 --use-pid-file=no --disable-shm=yes \
  --realtime=no --high-priority=no --log-level=error --log-target="file:$dir/pulse.log" \
  -L "module-native-protocol-unix socket=$dir/pulse.socket auth-anonymous=1 auth-cookie-enabled=0" \
  -L "module-null-sink sink_name=speaker rate=48000 channels=1 norewinds=1 sink_properties=device.description=Speaker" \
  -L "module-null-sink sink_name=micsink rate=48000 channels=1 norewinds=1 sink_properties=device.description=MicFeed" \
  -L "module-remap-source source_name=mic master=micsink.monitor source_properties=device.description=VirtualMic" \
  >"$dir/pulse.err" 2>&1
for _ in $(seq 100); do
  pactl set-default-source mic 2>/dev/null && pactl set-default-sink speaker 2>/dev/null && ready=yes && break
  kill -0 "${servers[1]}" 2>/dev/null || break
  sleep 0.1
done
[ -n "${ready:-}" ] || fail "PulseAudio does not start" "$dir/pulse.log"

# In the background, to pass signals on while it runs; a shell would give it no input and no Ctrl-C.
env --default-signal=INT,QUIT "$@" <&0 &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM
trap 'kill -HUP "$child" 2>/dev/null' HUP
trap : INT   # a terminal sends it to the command itself
while :; do
  wait "$child"; code=$?
  kill -0 "$child" 2>/dev/null || break
done
child=
exit "$code"
