# SPDX-License-Identifier: Apache-2.0
import re
from pathlib import Path

import pytest

from trainer_gui.adapters.catalogue import LANGUAGES, load_messages
from trainer_gui.application.errors import UserError
from trainer_gui.application.messages import Messages, flattened, placeholders
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import Device
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode, Phase
from trainer_gui.domain.taxonomy import LABELS, Dimension
from trainer_gui.domain.transcript import Speaker

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
NESTED = {"talk": {"pause": "暂停", "left": "还剩 {seconds} 秒"}}
FAMILIES = {
    "label": LABELS,
    "dimension": Dimension,
    "outcome": Outcome,
    "band": Band,
    "mode": Mode,
    "phase": Phase,
    "trouble": Device,
    "device": Device,
    "speaker": Speaker,
    "cause": ("silence", "interrupted", "unmoved", "rule"),
    "grade": ("excellent", "good", "fair", "weak", "unrated"),
    "result": ("passed", "failed", "unfinished", "unrated"),
    "review": ("best", "worst"),
    "chip": ("move", "fault", "red"),
}
"""Keys that code puts together from a table's name and one of these ids."""


def texts(language):
    import tomllib

    path = ASSETS / "i18n" / f"{language}.toml"
    return dict(flattened(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_a_dotted_key_finds_its_text_and_takes_values():
    messages = Messages(NESTED)
    assert messages("talk.pause") == "暂停"
    assert messages("talk.left", seconds=3) == "还剩 3 秒"


def test_a_missing_key_shows_itself():
    assert Messages(NESTED)("talk.nothing") == "talk.nothing"
    assert "talk.nothing" not in Messages(NESTED)
    assert "talk.pause" in Messages(NESTED)


def test_a_missing_key_raises_where_that_is_wanted():
    with pytest.raises(KeyError, match=r"talk\.nothing"):
        Messages(NESTED, strict=True)("talk.nothing")


def test_a_missing_value_leaves_the_placeholder():
    assert Messages(NESTED)("talk.left", minutes=3) == "还剩 {seconds} 秒"
    with pytest.raises(KeyError):
        Messages(NESTED, strict=True)("talk.left", minutes=3)


def test_both_languages_have_the_same_keys_and_placeholders():
    one, other = (texts(language) for language in LANGUAGES)
    assert one.keys() == other.keys()
    for key in one:
        assert placeholders(one[key]) == placeholders(other[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language):
    assert not [key for key, words in texts(language).items() if not words.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", FAMILIES)
def test_everything_that_has_an_id_has_a_name(language, table):
    messages = load_messages(ASSETS, language, strict=True)
    for name in FAMILIES[table]:
        assert messages(f"{table}.{name}")


def test_every_key_in_code_exists():
    known = texts("zh")
    wanted = re.compile(r"""\b_?messages\(\s*["']([a-z_]+(?:\.[a-z_]+)+)["']""")
    code = (ROOT / "trainer_gui").rglob("*.py")
    found = {k for path in code for k in wanted.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 40
    assert not found - known.keys()


def test_an_unknown_language_falls_back_to_chinese():
    assert load_messages(ASSETS, "xx")("band.calm") == "平静"


def test_a_broken_file_is_one_clear_line(tmp_path):
    (tmp_path / "i18n").mkdir()
    with pytest.raises(UserError, match=r"zh\.toml"):
        load_messages(tmp_path, "zh")
    (tmp_path / "i18n" / "zh.toml").write_text("= broken", encoding="utf-8")
    with pytest.raises(UserError, match="install the program again"):
        load_messages(tmp_path, "zh")
