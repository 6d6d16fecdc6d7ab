# SPDX-License-Identifier: Apache-2.0
"""A typed session without a window: JSON lines out, one clear line for what is wrong."""

from pathlib import Path

import pytest
import yaml

from trainer_gui.commands.demo import _listed

SORRY = "对不起，让您跑这一趟，我现在就帮您查。"
RUDE = "你有病吧，神经病，滚出去！"


def test_play_to_the_end(run, given):
    status, lines, messages = run(
        "play", "C02", "--replies", given("\n".join([SORRY, *[RUDE] * 5]))
    )
    *turns, last = lines
    assert (status, messages) == (0, [])
    said = [t["text"] for t in turns if t["who"] == "trainee"]
    assert said[:2] == [SORRY, RUDE]
    assert len(said) < 6
    assert last["result"]["outcome"] in {"escalated", "walked_out"}


ASIDE = (
    "对不起，给您添麻烦了，换了谁都会着急。",
    "您别急，今天外面挺热的，我现在就给您把空调开大一点。",
    "您是说外面热，对吗？您是怎么过来的？",
    "因为这个月下雨多，所以路上堵，您多担待。我建议您下回坐地铁来。",
    "这样，我给您倒杯茶，您看是绿茶还是红茶？",
)


@pytest.mark.parametrize("scenario", ["C02", "C14", "C27", "C50"])
def test_polite_talk_about_another_matter_does_not_pass(run, given, scenario):
    _, lines, _ = run("play", scenario, "--replies", given("\n".join(ASIDE)))
    assert lines[-1]["result"]["overall"] < 70
    assert "off_matter" in {e["rule"] for e in lines[-1]["result"]["evidence"]}


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
    scenario = Path(__file__).parents[2] / "scenarios" / "C02.yaml"
    status, lines, _ = run("play", scenario, "--replies", "-", "--mode", "exam")
    assert status == 0
    assert lines[-1]["result"]["outcome"] == "walked_out"


@pytest.mark.parametrize(
    ("scenario", "said"), [("C99", "no scenario"), ("nothing/X.yaml", "nothing/X.yaml")]
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


def test_play_with_another_persona(run, given):
    replies = given(SORRY)
    own, other = (
        run("play", "C02", "--replies", replies, *more)[1][1]["emotion"]
        for more in ((), ("--persona", "grumbler"))
    )
    assert own != other
    status, lines, messages = run("play", "C02", "--replies", replies, "--persona", "grumler")
    assert (status, lines, len(messages)) == (1, [], 1)
    assert "did you mean `grumbler`?" in messages[0]


def test_second_trainee_speaks_at_his_turn(run, given):
    script = Path(__file__).parents[1] / "playthroughs" / "C06_good.yaml"
    turns = yaml.safe_load(script.read_text(encoding="utf-8"))["turns"]
    comes = next(i for i, t in enumerate(turns) if t.get("expect", {}).get("beat") == "director")
    said = [t["say"] for t in turns]
    replies = [*said[: comes + 1], "孟先生，我姓张，让您受委屈了，实在对不起。", *said[comes + 1 :]]
    asked = ("play", "C06", "--role", "director", "--replies")
    _, lines, messages = run(*asked, given("\n".join(replies)))
    assert messages == []
    (his,) = (line for line in lines if line.get("name") == "张主任" and line.get("moves"))
    assert (his["who"], his["text"]) == ("other", replies[comes + 1])
    assert "apology" in his["moves"]
    assert lines[lines.index(his) + 1]["who"] == "customer"
    assert lines[-1]["result"]["outcome"] in ("satisfied", "delighted")


def test_role_that_nobody_can_take_is_told(run, given):
    status, lines, (message,) = run("play", "C06", "--replies", given("您好"), "--role", "waiter")
    assert (status, lines) == (1, [])
    assert "C06 has no role 'waiter'" in message
    assert "director" in message
