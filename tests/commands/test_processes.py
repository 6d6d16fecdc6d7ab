# SPDX-License-Identifier: Apache-2.0
"""Commands as processes of their own: pipes, signals (130, 143), the window, the doctor."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
SORRY = "对不起，让您跑这一趟，我现在就帮您查。"


@pytest.mark.parametrize("name", ["play", "understand", "lint"])
def test_output_that_nobody_reads_is_no_error(given, name):
    replies = given("\n".join([SORRY] * 200))
    questions = given('{"id": 1, "context": [], "reply": "好的"}\n', "asked.jsonl")
    broken = given("id: X01\n", "X01.yaml")
    arguments = {
        "play": ["C02", "--replies", replies],
        "understand": [questions],  # so little that it would wait in a buffer until the end
        "lint": [broken],
    }[name]
    command = [sys.executable, "-m", "trainer_gui", name, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.wait(30) == 0
        assert b"Exception" not in process.stderr.read()


@pytest.mark.skipif(not FULL.exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["schema"], ["understand"]])
def test_output_to_a_full_disk_is_one_clear_line(arguments):
    command = [sys.executable, "-m", "trainer_gui", *arguments]
    question = b'{"id": 1, "context": [], "reply": "hello"}'
    with FULL.open("wb") as full:
        done = subprocess.run(
            command, input=question, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "output: No space left on device; mend that, and try again\n"


def test_without_a_console_it_runs_all_the_same():
    program = """
import sys
sys.stdout = sys.stderr = None
from trainer_gui.__main__ import main
assert main(["schema"]) == 0
assert main(["play", "C02", "--replies", "/nowhere"]) == 1
"""
    done = subprocess.run([sys.executable, "-c", program], timeout=60, check=False)
    assert done.returncode == 0


def test_each_answer_comes_before_the_next_question():
    command = [sys.executable, "-m", "trainer_gui", "understand"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        for number in (1, 2):
            process.stdin.write(f'{{"id": {number}, "context": [], "reply": "好的"}}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(30) == 0


SOUND = """
from trainer_gui.__main__ import main
main(["schema", "coach"])
from PySide6.QtCore import QCoreApplication, qWarning
from PySide6.QtMultimedia import QMediaDevices
app = QCoreApplication([])
QMediaDevices.audioOutputs()
qWarning("PulseAudioService: pa_context_connect() failed")
"""


@pytest.mark.parametrize(("rules", "quiet"), [(None, True), ("default.warning=true", False)])
def test_libraries_keep_their_noise_to_themselves_unless_asked(monkeypatch, rules, quiet):
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    monkeypatch.delenv("QT_LOGGING_RULES", raising=False)
    if rules:
        monkeypatch.setenv("QT_LOGGING_RULES", rules)
    command = [sys.executable, "-c", SOUND]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert (done.stderr == "") is quiet


FRAME = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from trainer_gui import app
from trainer_gui.__main__ import main
from trainer_gui.application.errors import UserError

def broken(*_):
    QTimer.singleShot(0, show)
    raise UserError("zh.toml: can't be read; install the program again")

def show():
    (frame,) = QApplication.topLevelWidgets()
    print(*(label.text() for label in frame.findChildren(QLabel)), flush=True)
    frame.close()

app.App = broken
sys.exit(main(["--data-dir", sys.argv[1]]))
"""


def test_what_keeps_the_window_from_opening_is_said_in_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FRAME, str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, timeout=50,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "can't be read; install the program again" in done.stdout
    assert "打不开" in done.stdout
    assert done.stderr == "zh.toml: can't be read; install the program again\n"
    assert done.returncode == 1


DOCTOR = """
import sys
from pathlib import Path
from trainer_gui.commands import doctor
from trainer_gui.__main__ import main
doctor.REPLIES = 1
doctor.PATIENCE_S = 60
sys.exit(main(["--data-dir", sys.argv[1], "doctor"]))
"""


def findings(tmp_path, settings):
    """(exit status, finding of each part, messages); in a process, for it makes an application."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text(settings)
    done = subprocess.run(
        [sys.executable, "-c", DOCTOR, str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, timeout=100,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {line["part"]: line for line in lines}, done.stderr


@pytest.mark.slow
def test_doctor_times_nothing_where_an_engine_is_missing(tmp_path):
    by_hand = tmp_path / "data" / "models" / "small" / "am"
    by_hand.mkdir(parents=True)
    (by_hand / "final.mdl").touch()
    (by_hand.parent / "conf").mkdir()
    status, parts, messages = findings(tmp_path, 'voice = "espeak"\nrecogniser = "wisper"')
    assert status == 1
    assert list(parts) == [
        *("microphone", "loudspeaker", "voice", "recogniser", "models"),
        *("chinese_fonts", "sessions", "cache", "settings", "delay"),
    ]
    assert parts["voice"]["ok"]
    assert not parts["recogniser"]["ok"]
    assert "did you mean whisper?" in parts["recogniser"]["problem"]
    assert not parts["models"]["ok"]
    assert f"run: trainer-gui models install {by_hand.parent}" in parts["models"]["problem"]
    assert not parts["delay"]["ok"]
    assert parts["sessions"]["folder"].startswith(str(tmp_path))
    assert parts["sessions"]["free_mb"] > 0
    assert "timing" not in messages


def test_doctor_without_qt_multimedia_says_so(tmp_path, monkeypatch):
    """As on a Linux without libpulse0: the import fails."""
    hidden = "import sys; sys.modules['PySide6.QtMultimedia'] = None" + DOCTOR
    monkeypatch.setattr(sys.modules[__name__], "DOCTOR", hidden)
    status, parts, _ = findings(tmp_path, 'voice = "espeak"\nrecogniser = "wisper"')
    assert status == 1
    for name in ("microphone", "loudspeaker"):
        assert not parts[name]["ok"]
        assert parts[name]["problem"].endswith("install what is missing")
    assert parts["voice"]["ok"]


@pytest.mark.slow
@pytest.mark.timeout(110)
def test_doctor_times_the_answers_of_this_pc(tmp_path):
    _, parts, messages = findings(tmp_path, 'voice = "espeak"')
    delay = parts["delay"]
    assert delay["ok"], delay
    assert 0 < delay["p50_ms"] <= delay["p95_ms"]
    assert "timing" in messages
    assert parts["recogniser"]["ok"]
    assert not list(tmp_path.rglob("transcript.json")), "what it plays is not kept"


POSIX = pytest.mark.skipif(os.name != "posix", reason="signals")
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from trainer_gui import app
from trainer_gui.__main__ import main
from trainer_gui.domain.events import LineStarted

class Started(app.App):
    def _after_first_paint(self):
        self.stage.warm_up = lambda modules: None
        super()._after_first_paint()
        self.stage.changed.connect(self.go_on)
        self.stage.opened.connect(self.window.started, Qt.ConnectionType.QueuedConnection)
        self.window.chosen.emit("C02", "practice")

    def go_on(self, state, event):
        if isinstance(event, LineStarted) and not state.replies:
            self.window.typed.emit("对不起，我现在就查。")
        if state.replies:
            print("ready", flush=True)

app.App = Started
sys.exit(main(["--data-dir", sys.argv[1]]))
"""


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_closes_the_window_and_keeps_the_session(tmp_path, number, espeak):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WINDOW, str(tmp_path / "data")]
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.wait(30) == 128 + number
        assert "Traceback" not in process.stderr.read()
    (folder,) = (tmp_path / "data" / "data" / "sessions").iterdir()
    kept = json.loads((folder / "transcript.json").read_text(encoding="utf-8"))
    assert [t["who"] for t in kept["turns"]][:2] == ["customer", "trainee"]
    assert kept["result"]["outcome"] == "stopped"
    assert (folder / "report.html").exists()
    assert not list(folder.glob("*.pcm"))


@POSIX
def test_ctrl_c_while_replies_are_awaited(tmp_path):
    command = [sys.executable, "-m", "trainer_gui", "understand"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        for _ in range(1700):  # more than a pipe's buffer, so that it has begun to answer
            process.stdin.write('{"id": 1, "context": [], "reply": "好的"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        process.stdout.read()
        assert process.wait(30) == 130
        assert process.stderr.read() == ""


LOADING = """
import os, signal, sys

class Interrupted:
    def find_spec(self, name, path, target=None):
        if name == "trainer_gui.commands.arguments":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupted())
from trainer_gui.__main__ import main
sys.exit(main(["schema"]))
"""
BEFORE_THE_LOOP = """
import os, signal, sys
from PySide6.QtCore import QCoreApplication
from trainer_gui.commands.window import Interrupts
qt = QCoreApplication([])
with Interrupts(qt):
    os.kill(os.getpid(), signal.SIGINT)
    sys.exit(qt.exec())
"""


@POSIX
@pytest.mark.parametrize("program", [LOADING, BEFORE_THE_LOOP])
def test_ctrl_c_while_it_gets_ready_ends_it_without_a_word(program):
    done = subprocess.run(
        [sys.executable, "-c", program], timeout=50, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
