# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.bench.talkers ours|plain|realtimestt FOLDER`: talk until ended from outside.

Each prints READY whenever it listens. What is said to it comes from the default microphone, what it
says goes to the default loudspeaker.
"""

import itertools
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

ANSWERS = (
    "我不管，你们今天一定要给我一个说法。",
    "你说的这些跟我有什么关系？我只要我的钱。",
    "那你告诉我，什么时候能办好？",
)
SILENCE_S = 0.5
BRIEFING_MS = 20_000
"""How long a briefing is read; meanwhile lines are rendered ahead."""


def ready() -> None:
    """Tell the bench that it may speak."""
    print("READY", flush=True)


def ours(folder: Path) -> None:
    """The stage of the app, one scene after another."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from trainer_gui.adapters.equipment import Equipment
    from trainer_gui.adapters.paths import places, shipped
    from trainer_gui.adapters.scenarios.library import FolderLibrary
    from trainer_gui.adapters.stage import Stage
    from trainer_gui.app import new_reader
    from trainer_gui.application.settings import Settings
    from trainer_gui.domain.state import Phase, new_state

    qt = QGuiApplication(["bench"])
    settings = replace(Settings(), end_of_turn_ms=round(1000 * SILENCE_S), recogniser="whisper")
    stage = Stage(Equipment(places(folder), settings, new_reader, lambda _: ""))
    library = FolderLibrary(shipped("scenarios"))
    scenes = itertools.cycle(e.id for e in library.shelf().entries)
    told = 0

    def follow(state, _event) -> None:
        nonlocal told
        if state.phase is Phase.LISTENING and state.turn_id != told:
            told = state.turn_id
            ready()

    def play() -> None:
        stage.open(new_state(library.scenario(next(scenes)), library.coach(), seed=1))
        QTimer.singleShot(BRIEFING_MS, stage.begin)

    stage.changed.connect(follow)
    stage.finished.connect(lambda _: QTimer.singleShot(0, play))
    stage.warm_up()
    play()
    qt.exec()


def plain(folder: Path) -> None:
    """What a user would write with the same packages; its microphone is read with parec."""
    import pyttsx3
    import speech_recognition as sr

    from trainer_gui.adapters.voice import espeak

    class Microphone(sr.AudioSource):
        SAMPLE_RATE, SAMPLE_WIDTH, CHUNK = 16_000, 2, 1024

        def __init__(self):
            self.stream = None

        def __enter__(self):
            self.process, self.stream = microphone(), self
            return self

        def read(self, samples):
            return self.process.stdout.read(2 * samples)

        def __exit__(self, *_):
            self.process.terminate()

    espeak._register_driver()  # finds the library that pip installed; the driver is pyttsx3's own
    shim = '#!/bin/sh\nfor a; do [ -f "$a" ] && f=$a; done\nexec paplay "$f"\n'
    (folder / "aplay").write_text(shim)  # what the driver plays with
    (folder / "aplay").chmod(0o755)
    os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"
    model = whisper(folder)
    engine = pyttsx3.init("espeak")
    engine.setProperty("voice", "cmn")
    recognizer = sr.Recognizer()
    recognizer.dynamic_energy_threshold = False  # else it rises with speech and cuts sentences off
    recognizer.pause_threshold = recognizer.non_speaking_duration = SILENCE_S
    for answer in itertools.cycle(ANSWERS):
        with Microphone() as source:
            recognizer.adjust_for_ambient_noise(source, 0.5)
            ready()
            sound = recognizer.listen(source)
        recognizer.recognize_faster_whisper(
            sound, model=str(model), language="zh", init_options={"compute_type": "int8"}
        )
        engine.say(answer)
        engine.runAndWait()


def realtimestt(folder: Path) -> None:
    """RealtimeSTT with the same model; the answer is rendered by our voice and then played."""
    sys.path.append(os.environ["REALTIMESTT_SITE"])
    from RealtimeSTT import AudioToTextRecorder

    from trainer_gui.adapters.voice.choose import choose_synthesiser
    from trainer_gui.adapters.voice.say import render
    from trainer_gui.adapters.voice.wav import write_wav
    from trainer_gui.domain.persona import VoiceStyle

    voice = choose_synthesiser("kokoro")
    recorder = AudioToTextRecorder(
        model=str(whisper(folder)),
        language="zh",
        compute_type="int8",
        device="cpu",
        use_microphone=False,
        spinner=False,
        post_speech_silence_duration=SILENCE_S,
        silero_backend="auto",
    )
    process = microphone()
    threading.Thread(target=_feed, args=(process.stdout, recorder), daemon=True).start()
    for answer in itertools.cycle(ANSWERS):
        ready()
        recorder.text()
        write_wav(folder / "answer.wav", render(voice, answer, VoiceStyle(), 60))
        subprocess.run(["paplay", folder / "answer.wav"], check=True)


def microphone() -> subprocess.Popen:
    """The default microphone, as a stream of 16 kHz mono."""
    options = ["--format=s16le", "--rate=16000", "--channels=1", "--latency-msec=20"]
    return subprocess.Popen(["parec", *options], stdout=subprocess.PIPE)


def whisper(folder: Path) -> Path:
    """Whisper base as a folder, as these packages want it."""
    from trainer_gui.adapters.listening.tokens import whisper_files

    model = folder / "whisper-base"
    model.mkdir()
    for name, data in whisper_files().items():
        (model / name).write_bytes(data)
    return model


def _feed(stream, recorder) -> None:
    while data := stream.read(1024):
        recorder.feed_audio(data)


if __name__ == "__main__":
    {f.__name__: f for f in (ours, plain, realtimestt)}[sys.argv[1]](Path(sys.argv[2]))
