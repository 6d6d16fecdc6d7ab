# SPDX-License-Identifier: Apache-2.0
"""The command line: JSON lines out, one clear line for what is wrong, exit status 0, 1, 2, 130."""

import io
import json
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from trainer_gui.__main__ import main
from trainer_gui.commands.demo import _listed
from trainer_gui.commands.figures import quantile

SORRY = "对不起，让您跑这一趟，我现在就帮您查。"
RUDE = "你有病吧，神经病，滚出去！"


@pytest.fixture
def run(capsys, tmp_path):
    """Runs a command line; returns (status, lines of JSON, messages)."""

    def run(*arguments):
        status = main(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err.splitlines()

    return run


@pytest.fixture
def given(tmp_path):
    def given(text, name="given.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return given


@pytest.fixture
def stdin(monkeypatch):
    def stdin(text):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))

    return stdin


def wrong_use(capsys, *arguments):
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: trainer-gui")
    return end.value.code


@pytest.mark.parametrize(
    "arguments",
    [
        ["juggle"],
        ["--theme", "pink"],
        ["play", "C02"],
        ["play", "C02", "--replies", "-", "--mode", "hard"],
        ["play", "C02", "--replies", "-", "--seed", "one"],
        ["hear"],
        ["say", "您好"],
        ["say", "您好", "--out", "x.wav", "--anger", "very"],
        ["demo"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_2(capsys, arguments):
    assert wrong_use(capsys, *arguments) == 2


def test_every_command_explains_itself(capsys):
    for name in ("demo", "lint", "play", "understand", "hear", "say", "doctor"):
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
        assert f"trainer-gui {name}" in capsys.readouterr().out


def test_play_to_the_end(run, given):
    status, lines, messages = run(
        "play", "C02", "--replies", given("\n".join([SORRY, *[RUDE] * 5]))
    )
    *turns, last = lines
    assert (status, messages) == (0, [])
    said = [t["text"] for t in turns if t["who"] == "trainee"]
    assert said[:2] == [SORRY, RUDE]
    assert len(said) < 6
    assert last["result"]["outcome"] == "walked_out"


def test_play_the_same_twice(run, given):
    replies = given(f"{SORRY}\n好的，您说。\n")
    first, second = (run("play", "C02", "--replies", replies, "--seed", "5") for _ in range(2))
    assert first == second
    others = [run("play", "C02", "--replies", replies, "--seed", n)[1] for n in range(6, 10)]
    assert any(other[0]["text"] != first[1][0]["text"] for other in others)


def test_play_stops_where_the_replies_run_out(run, given):
    status, lines, _ = run("play", "C02", "--replies", given(SORRY))
    assert status == 0
    assert [line["who"] for line in lines[:-1]] == ["customer", "trainee", "customer"]
    assert lines[-1]["result"]["outcome"] == "stopped"


def test_play_without_any_reply(run, given):
    status, lines, _ = run("play", "C02", "--replies", given(""))
    assert status == 0
    assert [line.get("who") for line in lines] == ["customer", None]


def test_an_empty_line_is_silence(run, given):
    _, lines, _ = run("play", "C02", "--replies", given("\n\n"))
    said = [line for line in lines if line.get("who") == "customer"]
    assert len(said) == 3
    assert [c["what"] for c in said[1]["causes"]] == ["silence"]


def test_play_reads_standard_input_and_a_file_by_its_path(run, stdin, given):
    stdin(f"  {RUDE}  \r\n" * 5)
    scenario = Path(__file__).parents[1] / "scenarios" / "C02.yaml"
    status, lines, _ = run("play", scenario, "--replies", "-", "--mode", "exam")
    assert status == 0
    assert lines[-1]["result"]["outcome"] == "walked_out"


@pytest.mark.parametrize(
    ("scenario", "said"), [("C99", "C99.yaml"), ("nothing/X.yaml", "nothing/X.yaml")]
)
def test_play_what_is_not_there(run, given, scenario, said):
    status, lines, messages = run("play", scenario, "--replies", given(SORRY))
    assert (status, lines, len(messages)) == (1, [], 1)
    assert said in messages[0]


@pytest.mark.parametrize("replies", ["none.txt", "."])
def test_play_replies_that_can_not_be_read(run, tmp_path, replies):
    status, lines, messages = run("play", "C02", "--replies", tmp_path / replies)
    assert (status, lines, len(messages)) == (1, [], 1)
    assert "UTF-8" in messages[0]


def test_play_replies_in_another_encoding(run, given):
    status, _, messages = run("play", "C02", "--replies", given(SORRY.encode("gbk")))
    assert (status, len(messages)) == (1, 1)
    assert "UTF-8" in messages[0]


def test_a_broken_scenario_is_one_line_a_mistake(run, given, tmp_path):
    broken = given("id: T01\ntitel: x\n", "T01.yaml")
    status, lines, messages = run("play", broken, "--replies", given(SORRY))
    assert (status, lines) == (1, [])
    assert all(line.startswith(f"{broken}:") for line in messages)


def test_understand_answers_line_by_line(run, stdin):
    stdin(
        json.dumps({"id": 1, "context": [], "reply": SORRY}, ensure_ascii=False)
        + "\nnot json\n"
        + json.dumps({"id": 2, "context": [], "reply": "您当时怎么不看清楚呢？"})
        + "\n"
    )
    status, lines, messages = run("understand")
    assert status == 1
    assert [line["id"] for line in lines] == [1, 2]
    assert "apology" in lines[0]["moves"]
    assert lines[1]["faults"]
    assert len(messages) == 1
    assert messages[0].startswith("stdin:2:")


def test_understand_a_file(run, given):
    status, lines, messages = run("understand", given('{"id": 1, "context": [], "reply": "好"}'))
    assert (status, len(lines), messages) == (0, 1, [])


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_understand_a_file_that_is_not_there(run, tmp_path, name):
    status, lines, messages = run("understand", tmp_path / name)
    assert (status, lines, len(messages)) == (1, [], 1)


def test_lint_what_is_shipped(capsys):
    assert main(["lint"]) == 0
    assert "error" not in capsys.readouterr().err


def test_lint_finds_problems(capsys, given):
    broken = given("id: T01\ntitel: x\n", "T01.yaml")
    assert main(["lint", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert f"{broken}:2:1" in out + err
    assert main(["lint", str(broken.parent / "none")]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["您好", "--anger", "101"], "0 to 100"),
        (["您好", "--anger", "nan"], "0 to 100"),
        (["  "], "no text"),
        (["您好", "--persona", "grumblr"], "did you mean grumbler?"),
        (["您好", "--persona", "王"], "known: "),
    ],
)
def test_say_what_can_not_be_said(run, tmp_path, arguments, said):
    status, lines, messages = run("say", *arguments, "--out", tmp_path / "x.wav")
    assert (status, lines, len(messages)) == (1, [], 1)
    assert said in messages[0]
    assert not (tmp_path / "x.wav").exists()


@pytest.fixture
def espeak(tmp_path):
    """A quick engine, chosen in the settings."""
    (tmp_path / "data" / "config").mkdir(parents=True)
    (tmp_path / "data" / "config" / "settings.toml").write_text('voice = "espeak"')


@pytest.mark.usefixtures("espeak")
def test_say_writes_a_file(run, tmp_path):
    out = tmp_path / "x.wav"
    status, lines, _ = run("say", SORRY, "--persona", "C02", "--anger", "80", "--out", out)
    assert status == 0
    with wave.open(str(out), "rb") as file:
        seconds = file.getnframes() / file.getframerate()
    assert lines == [{"path": str(out), "seconds": pytest.approx(seconds, abs=0.01)}]
    assert 1 < seconds < 15


@pytest.mark.usefixtures("espeak")
@pytest.mark.parametrize("out", [".", "file/x.wav"])
def test_say_where_nothing_can_be_written(run, given, tmp_path, out):
    given("", "file")
    status, lines, messages = run("say", SORRY, "--out", tmp_path / out)
    assert (status, lines, len(messages)) == (1, [], 1)
    assert str(tmp_path / out) in messages[0]


def test_a_broken_settings_file_is_one_line(run, given, tmp_path):
    (tmp_path / "data" / "config").mkdir(parents=True)
    (tmp_path / "data" / "config" / "settings.toml").write_text("voice = 1")
    for arguments in (["say", SORRY, "--out", tmp_path / "x.wav"], ["hear", tmp_path / "x.wav"]):
        status, lines, messages = run(*arguments)
        assert (status, lines, len(messages)) == (1, [], 1)
        assert "settings.toml: voice must be of type str" in messages[0]


@pytest.mark.slow
def test_hear_goes_on_after_a_file_that_can_not_be_read(run, espeak, given, tmp_path):
    out = tmp_path / "x.wav"
    run("say", "您好", "--out", out)
    status, lines, messages = run("hear", tmp_path / "none.wav", given("no sound", "n.wav"), out)
    assert status == 1
    assert len(messages) == 2
    assert "none.wav" in messages[0]
    assert [line["path"] for line in lines] == [str(out)]
    assert set(lines[0]) == {"path", "text", "seconds", "latency_ms", "characters_per_minute"}


def test_replies_of_the_demonstration_begin_again_at_the_last(given):
    from tests.scenes import listening
    from trainer_gui.application.errors import UserError

    replies = _listed(["一", "二"])
    play = listening()
    said = []
    for _ in range(3):
        said.append(replies(play.state))
        play.say("empathy").heard_out()
    assert said == ["一", "二", "二"]
    with pytest.raises(UserError, match="empty"):
        _listed([])


def test_quantiles():
    assert quantile([], 0.5) is None
    assert quantile([10.0], 0.95) == 10
    assert quantile([30.0, 10.0, 20.0], 0.5) == 20
    assert quantile([2.0, 1.0], 0.0) == 1


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


def test_a_library_that_is_missing_is_one_line(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "trainer_gui.commands.lint", None)
    status, lines, (message,) = run("lint")
    assert (status, lines) == (1, [])
    assert message.endswith("install what is missing, or run make setup")


FRAME = """
import sys
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
    status, parts, messages = findings(tmp_path, 'voice = "espeak"\nrecogniser = "wisper"')
    assert status == 1
    assert list(parts) == [
        *("microphone", "loudspeaker", "voice", "recogniser"),
        *("chinese_fonts", "sessions", "cache", "settings", "delay"),
    ]
    assert parts["voice"]["ok"]
    assert not parts["recogniser"]["ok"]
    assert "did you mean whisper?" in parts["recogniser"]["problem"]
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
from PySide6.QtCore import Qt
from trainer_gui import app
from trainer_gui.__main__ import main
from trainer_gui.domain.events import LineStarted

class Started(app.App):
    def _after_first_paint(self):
        self.stage.warm_up = lambda modules: None
        super()._after_first_paint()
        self.stage.changed.connect(self.go_on)
        self.stage.opened.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._on_chosen("C02", "practice")

    def go_on(self, state, event):
        if isinstance(event, LineStarted) and not state.replies:
            self._on_typed("对不起，我现在就查。")
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
        for _ in range(2000):  # more than a pipe's buffer, so that it has begun to answer
            process.stdin.write('{"id": 1, "context": [], "reply": "好的"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        process.stdout.read()
        assert process.wait(30) == 130
        assert process.stderr.read() == ""
