# SPDX-License-Identifier: Apache-2.0
"""Every setting is declared in one place, with its meaning."""

from trainer_gui.application.ports import Pcm
from trainer_gui.application.settings import Settings, declared, sections, terms, weights
from trainer_gui.domain.state import Terms
from trainer_gui.domain.taxonomy import Dimension


def test_every_setting_has_a_meaning_and_a_default_among_its_choices():
    for field in declared():
        assert field.metadata["meaning"]
        choices = field.metadata["choices"]
        assert not choices or field.default in choices


def test_defaults_are_what_is_declared():
    assert {f.name: f.default for f in declared()} == {
        f.name: getattr(Settings(), f.name) for f in declared()
    }


def test_sound_lasts_as_long_as_its_samples():
    assert Pcm(b"\0\0" * 8000, 16_000).seconds == 0.5


def test_only_weights_that_were_chosen_count():
    assert weights(Settings()) == {}
    chosen = Settings(weight_soothing=40, weight_self_control=0)
    assert weights(chosen) == {Dimension.SOOTHING: 40, Dimension.SELF_CONTROL: 0}


def test_each_setting_stands_in_one_section_and_each_section_holds_some():
    placed = [f.name for group in sections().values() for f in group]
    assert sorted(placed) == sorted(f.name for f in declared())
    assert all(sections().values())


def test_the_terms_of_a_scene_are_what_was_chosen():
    assert terms(Settings()) == Terms()
    assert terms(Settings(hints=False, prompts=False, exam_pause=False)) == Terms(
        hints=False, prompts=False, exam_pause=False
    )
