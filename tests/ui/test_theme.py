# SPDX-License-Identifier: Apache-2.0
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from trainer_gui.domain.emotion import Band
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.theme import NAMES, contrast, load_theme, style_sheet

UI = Path(__file__).parents[2] / "trainer_gui" / "ui"
ON_SOFT = [(f"{b}_text", f"{b}_soft") for b in Band]
READ = [
    *((ink, paper) for ink in ("text", "text_soft") for paper in ("window", "surface", "sunken")),
    *((ink, "accent_soft") for ink in ("text", "text_soft", "accent_text")),
    *((f"{b}_text", "surface") for b in Band),
    ("text", "calm_soft"),
    ("text_faint", "surface"),
    ("text_faint", "window"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("tooltip_text", "tooltip"),
    *ON_SOFT,
]
SEEN = [
    ("accent", "surface"),
    ("accent", "window"),
    ("line_strong", "surface"),
    ("focus", "window"),
]


@pytest.fixture(params=NAMES)
def theme(request, assets):
    return load_theme(assets, request.param)


@pytest.mark.parametrize(("ink", "paper"), READ)
def test_text_can_be_read(theme, ink, paper):
    assert contrast(theme.colours[ink], theme.colours[paper]) >= 4.5


@pytest.mark.parametrize("name", ["projector", "projector_dark"])
@pytest.mark.parametrize(("ink", "paper"), READ)
def test_text_can_be_read_from_the_last_row(assets, name, ink, paper):
    theme = load_theme(assets, name)
    assert contrast(theme.colours[ink], theme.colours[paper]) >= 7.0


@pytest.mark.parametrize(("ink", "paper"), SEEN)
def test_edges_and_focus_can_be_seen(theme, ink, paper):
    assert contrast(theme.colours[ink], theme.colours[paper]) >= 3.0


def test_contrast_is_the_wcag_ratio():
    assert contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_all_themes_name_the_same_roles(assets):
    themes = [load_theme(assets, name) for name in NAMES]
    assert all(theme.colours.keys() == themes[0].colours.keys() for theme in themes)
    assert [theme.dark for theme in themes] == [False, True, False, True]


def test_every_base_colour_is_used(assets):
    for name in NAMES:
        table = tomllib.loads((assets / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
        assert set(table["colour"].values()) == set(table["base"])


def test_the_style_sheet_uses_only_tokens(assets, theme):
    template = (assets / "themes" / "base.qss").read_text(encoding="utf-8")
    filled = style_sheet(template, theme.tokens(12, '"Sans"'))
    assert "{{" not in filled
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb", template)
    with pytest.raises(KeyError):
        style_sheet("{{no_such_token}}", theme.tokens(12, '"Sans"'))


def test_no_colour_literal_in_code():
    for path in UI.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"""["']#[0-9a-fA-F]{3,8}["']""", code), path.name
        assert not re.search(r"QColor\(\d|Qt\.GlobalColor\.(?!transparent|white)", code), path.name


def test_choosing_a_theme_changes_the_application_and_tells_the_widgets(qapp, qtbot, look):
    with qtbot.waitSignal(look.changed, timeout=0):
        look.choose(theme="dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(look.theme.colours["window"])
    assert look.theme.dark


def test_one_window_may_look_unlike_the_rest(qapp, qtbot, assets, look):
    from PySide6.QtWidgets import QLabel, QWidget

    audience = QWidget()
    words = QLabel("套餐", audience)
    qtbot.addWidget(audience)
    own = Look(qapp, assets, theme="projector_dark", text_scale=2.0, window=audience)
    audience.ensurePolished()
    words.ensurePolished()
    paper = QPalette.ColorRole.Window
    assert audience.palette().color(paper) == own.colour("window")
    assert qapp.palette().color(paper) == look.colour("window")
    assert (
        words.fontInfo().pixelSize()
        == own.type_px("body")
        == pytest.approx(2 * look.type_px("body"), abs=1)
    )


def test_a_sheet_that_waits_is_for_the_window_that_comes(qapp, qtbot, assets):
    from PySide6.QtWidgets import QLabel, QWidget

    look = Look(qapp, assets, theme="light", waits=True)
    window = QWidget()
    title = QLabel("套餐", window)
    title.setProperty("type", "title")
    qtbot.addWidget(window)
    look.dress(window)
    window.show()
    look.choose(text_scale=1.5)
    assert title.fontInfo().pixelSize() == look.type_px("title")
    assert not qapp.styleSheet(), "else all that hangs below is styled at each step of building"


def test_larger_text_is_larger_everywhere(look):
    before = look.type_px("body")
    look.choose(text_scale=2.0)
    assert look.type_px("body") == pytest.approx(2 * before, abs=1)
    assert look.font("body").pixelSize() == look.type_px("body")


def test_auto_follows_the_desktop(qapp, assets):
    look = Look(qapp, assets, theme="auto")
    assert look.theme.dark in (True, False)
    look.choose(theme="no such theme")  # a wrong setting falls back, it does not crash
    assert look.theme is not None


def test_there_is_a_font_for_chinese(look):
    from PySide6.QtGui import QFontMetrics

    assert QFontMetrics(look.font()).inFontUcs4(ord("套"))


def test_icons_take_the_colour_of_their_role(look, assets):
    for path in (assets / "icons").glob("*.svg"):
        assert "currentColor" in path.read_text(encoding="utf-8")
        picture = look.pixmap(path.stem, "furious", 72).toImage()
        seen = [
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() > 200
        ]
        wanted = look.colour("furious")
        assert seen, path.stem
        assert all(_near(colour, wanted) for colour in seen), (path.stem, {c.name() for c in seen})


def _near(one, other):
    """The same but for the rounding of the painter."""
    return all(abs(a - b) <= 3 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))
