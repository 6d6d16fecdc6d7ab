# SPDX-License-Identifier: Apache-2.0
"""`lint --play`: what a rehearsal says about a file, and its table."""

import io
import json
from functools import partial

import pytest

from tests.adapters.scenarios.example import PERSONA, PLAYABLE
from tests.fakes import TableReader
from tests.scenes import reading
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.lint import lint, run_lint
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.adapters.scenarios.rehearse import load_stock, rehearse
from trainer_gui.application.errors import UserError
from trainer_gui.application.trainees import Trainee
from trainer_gui.domain.reading import Reading
from trainer_gui.understanding.reader import Reader

STOCK = load_stock(shipped("assets") / "trainees.toml")
READER = TableReader(
    {
        "换了谁都得急，我现在就给您查。": reading("empathy", "act_now"),
        "您是说上个月开始多扣了二十块，对吗？": reading("restate"),
        "您还记得短信吗？": Reading(asked=frozenset({"sms"})),
        **{text: reading("abuse") for text in STOCK.phrases[Trainee.RUDE]},
    }
)
STAGE = partial(rehearse, reader=READER, stock=STOCK, seeds=2)


def test_good_scene_has_no_finding(write):
    assert [str(f) for f in lint([write(PLAYABLE).parent], stage=STAGE)] == []


def test_every_allowed_persona_plays(write):
    path = write(PLAYABLE.replace("persona: regular\n", "persona: regular\npersonas: {wild: 4}\n"))
    wild = PERSONA.replace("regular", "wild").replace("anger: -8", "anger: 20")
    (path.parent / "personas" / "wild.yaml").write_text(wild, encoding="utf-8")
    (finding,) = lint([path], stage=STAGE)
    assert (finding.code, finding.mark.line) == ("SC603", 5)
    assert "with `wild`" in finding.message
    scenario = load_scenario(path, "wild")
    assert (scenario.persona.id, scenario.difficulty) == ("wild", 4)
    assert [(c.id, c.difficulty) for c in scenario.cast] == [("regular", 2), ("wild", 4)]
    assert load_scenario(path, "regular") == load_scenario(path)
    with pytest.raises(UserError, match="did you mean `wild`"):
        load_scenario(path, "wldi")


def test_tables(write):
    path = write(PLAYABLE)
    out, rows = io.StringIO(), io.StringIO()
    assert run_lint([path], out, io.StringIO(), stage=STAGE, show="text") == 0
    assert run_lint([path], rows, io.StringIO(), stage=STAGE, show="json") == 0
    text = out.getvalue()
    assert text.startswith("T01 谁动了我的套餐\n  regular            model")
    *trainees, last = [json.loads(line) for line in rows.getvalue().splitlines()]
    assert [row["trainee"] for row in trainees] == list(Trainee)
    assert trainees[0]["outcomes"] == {"satisfied": 2}
    assert last["endings"]["walk_out"] >= 2
    assert last["nobody"] == []
    assert f"storm_in {last['beats']['storm_in']}" in text


@pytest.mark.parametrize("kind", [Trainee.WARM, Trainee.RUDE, Trainee.PROMISES])
def test_stock_phrases_do_what_their_kind_does(kind):
    reader = Reader()
    labels = [reader.read([("customer", "怎么办？")], t).labels for t in STOCK.phrases[kind]]
    telling = {
        Trainee.WARM: {"empathy", "apology", "calm", "comfort", "thanks"},
        Trainee.RUDE: {"abuse", "blame", "cold", "doubt", "threaten", "rule_wall", "buck_pass"},
        Trainee.PROMISES: {"overpromise"},
    }[kind]
    assert sum(bool(found & telling) for found in labels) >= 0.7 * len(labels)
