# SPDX-License-Identifier: Apache-2.0
"""Settings on disk: read strictly, one clear line, and a file that is wrong is left alone."""

import tomllib
from dataclasses import fields, replace

import pytest

from trainer_gui.adapters.settings_file import change_settings, load_settings, save_settings
from trainer_gui.application.errors import UserError
from trainer_gui.application.settings import Settings, declared

CHANGED = Settings(
    language="en",
    trainee="小李",
    theme="dark",
    text_percent=150,
    reduced_motion=True,
    voice="espeak",
    recogniser="whisper",
    recogniser_model='C:\\模型\\"base"',
    microphone="USB 耳机 (2)",
    loudspeaker="#1\n",
    turn_policy="press_to_talk",
    end_of_turn_ms=1200,
    voice_cache_mb=50,
    record=False,
    keep_days=30,
    hints=False,
    prompts=False,
    cool_down=False,
    breath_sound=True,
    exam_pause=False,
    exam_same=False,
    weight_soothing=20,
    weight_listening=20,
    weight_explaining=10,
    weight_solution=30,
    weight_conduct=5,
    weight_self_control=15,
    room_theme="projector",
    room_screen="EPSON EB-X41",
    room_names="小王，小李",
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_the_defaults_count_and_none_is_made(path):
    assert load_settings(path) == Settings()
    assert not path.parent.exists()


@pytest.mark.parametrize("settings", [Settings(), CHANGED])
def test_what_is_saved_is_read_again(path, settings):
    save_settings(path, settings)
    assert load_settings(path) == settings
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_every_setting_is_changed_in_the_round_trip():
    same = [f.name for f in fields(Settings) if getattr(CHANGED, f.name) == f.default]
    assert same == []


def test_the_file_explains_itself(path):
    save_settings(path, Settings())
    text = path.read_text(encoding="utf-8")
    for setting in declared():
        assert f"# {setting.metadata['meaning']}" in text
        for choice in setting.metadata["choices"]:
            assert choice in text
    assert list(tomllib.loads(text)) == [f.name for f in declared()]


def test_a_few_lines_are_enough(path):
    assert load_settings(written(path, 'theme = "dark"\n')) == replace(Settings(), theme="dark")


WRONG = [
    ('lanuage = "zh"', "unknown setting lanuage; did you mean language?"),
    ("quite_else = 1", "unknown setting quite_else; delete the line"),
    ("text_percent = '100'", "text_percent must be of type int, not '100'"),
    ("text_percent = 100.0", "text_percent must be of type int, not 100.0"),
    ("text_percent = true", "text_percent must be of type int, not True"),
    ("record = 1", "record must be of type bool, not 1"),
    ("microphone = []", "microphone must be of type str, not []"),
    ('theme = "pink"', "theme must be one of auto, light, dark, projector"),
    ("text_percent = 0", "text_percent must be from 80 to 200, not 0"),
    ("end_of_turn_ms = 5", "end_of_turn_ms must be from 500 to 1500, not 5"),
    ("voice_cache_mb = -1", "voice_cache_mb must be from 10 to 10000, not -1"),
    ("[theme]\nname = 1", "theme must be of type str, not {'name': 1}"),
    ("theme = dark", "line 1"),
    ('theme = "dark"\ntheme = "light"', "overwrite"),
    (b"theme = \xff\xfe", "mend or delete the file"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line_that_names_the_file(path, text, said):
    written(path, text)
    with pytest.raises(UserError) as error:
        load_settings(path)
    line = str(error.value)
    assert line.startswith(f"{path}: ")
    assert said in line
    assert "\n" not in line


def test_a_folder_in_its_place_is_said_too(path):
    path.mkdir(parents=True)
    with pytest.raises(UserError, match="Is a directory; check the folder"):
        load_settings(path)


def test_saving_is_all_or_nothing(path):
    save_settings(path, Settings())
    before = path.read_bytes()
    blocked = path / "inside" / "settings.toml"
    with pytest.raises(UserError, match=r"directory|exists"):
        save_settings(blocked, CHANGED)
    assert path.read_bytes() == before


def test_a_change_leaves_what_another_window_has_changed(path):
    change_settings(path, {"theme": "dark"})
    change_settings(path, {"trainee": "小李"})
    assert load_settings(path) == replace(Settings(), theme="dark", trainee="小李")


def test_a_change_leaves_a_file_alone_that_was_spoilt_meanwhile(path):
    written(path, "theme = 5")
    with pytest.raises(UserError, match="theme must be"):
        change_settings(path, {"trainee": "小李"})
    assert path.read_text() == "theme = 5"
