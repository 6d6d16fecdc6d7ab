# SPDX-License-Identifier: Apache-2.0
"""Models that a branch copies in: found, checked, installed whole or not at all, heard with."""

import shutil
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.adapters.listening.tiny_sherpa import write_tiny_sherpa
from trainer_gui.adapters.listening import sherpa, vosk
from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.adapters.listening.models import Known, Models, load_known
from trainer_gui.adapters.paths import shipped
from trainer_gui.application.errors import EngineError, UserError
from trainer_gui.application.ports import Pcm

NOISE = np.random.default_rng(0).normal(0, 3000, 32_000).astype("<i2").tobytes()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Path:
    return write_tiny_sherpa(tmp_path_factory.mktemp("stick") / "tiny-streaming")


@pytest.fixture
def models(tmp_path) -> Models:
    return Models(tmp_path / "models")


def kaldi(folder: Path) -> Path:
    """What looks like a model of Vosk and is none."""
    (folder / "am").mkdir(parents=True)
    (folder / "am" / "final.mdl").write_bytes(b"no model")
    (folder / "conf").mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def packed(source: Path, archive: Path) -> Path:
    with tarfile.open(archive, "w:bz2") as tar:
        tar.add(source, source.name)
    return archive


def test_words_come_while_one_speaks_and_the_end_is_heard_once(tiny):
    recogniser = sherpa.recogniser(tiny)
    heard = [
        recogniser.hear(Pcm(NOISE[:size], 16_000), final=False).text for size in (1600, 3200, 9600)
    ]
    assert heard == ["", "您", "您好请"]
    said = recogniser.hear(Pcm(NOISE, 16_000))
    assert said.text == "您好请问"
    assert 0.5 < said.confidence <= 1
    assert not recogniser.hear(Pcm(bytes(32_000), 16_000)).text


def test_another_turn_begins_anew(tiny):
    recogniser = sherpa.recogniser(tiny)
    recogniser.hear(Pcm(NOISE, 16_000), final=False)
    other = Pcm(bytes(6400) + NOISE[:3200], 16_000)
    heard = recogniser.hear(other, final=False)
    assert heard == sherpa.recogniser(tiny).hear(other, final=False)
    assert heard.text in {"您", "您好"}


def test_sound_of_another_rate_is_refused_in_one_line(tiny):
    with pytest.raises(EngineError, match="resample it to 16000 Hz"):
        sherpa.recogniser(tiny).hear(Pcm(NOISE, 24_000))


def test_the_best_model_that_loads_is_taken(models, tiny):
    models.install(tiny)
    assert choose_recogniser(models=models).name == "sherpa tiny-streaming"
    (models.folder / "tiny-streaming" / "encoder.onnx").write_bytes(b"damaged")
    with pytest.raises(EngineError, match="tiny-streaming"):
        choose_recogniser("sherpa", models=models)
    assert choose_recogniser(models=models).name == "whisper"  # a damaged one is passed over


def test_a_model_is_named_by_its_folder_or_its_path(models, tiny, tmp_path):
    models.install(tiny)
    for model in ("", "tiny-streaming", str(models.folder / "tiny-streaming")):
        chosen = choose_recogniser("sherpa", model=model, models=models)
        assert chosen.name == "sherpa tiny-streaming"
    for engine, model in (("sherpa", "other"), ("vosk", ""), ("vosk", str(tiny))):
        with pytest.raises(EngineError, match="trainer-gui models install"):
            choose_recogniser(engine, model=model, models=models)


def test_a_model_copied_in_by_hand_is_proven_before_it_is_loaded(models, tiny):
    place = shutil.copytree(tiny, models.folder / "by-hand")
    assert not models.here()[0].proven
    assert choose_recogniser(models=models).name == "whisper"
    with pytest.raises(EngineError, match="prove it first: trainer-gui models install"):
        choose_recogniser("sherpa", models=models)
    models.install(place)
    assert choose_recogniser(models=models).name == "sherpa by-hand"


def test_a_model_that_ends_the_process_is_not_installed(models, tiny, tmp_path):
    offline = shutil.copytree(tiny, tmp_path / "offline")
    shutil.copy(offline / "joiner.onnx", offline / "encoder.onnx")  # it tells no kind of model
    with pytest.raises(EngineError, match="offline: does not work here") as raised:
        models.install(offline)
    assert "\n" not in str(raised.value)
    assert names(models.folder) == []


def test_vosk_says_in_one_line_that_it_can_not_load_a_model(tmp_path):
    with pytest.raises(EngineError, match="no model that Vosk can load") as raised:
        vosk.recogniser(kaldi(tmp_path / "vosk-model-small-cn-0.22"))
    assert "\n" not in str(raised.value)


def test_what_is_no_model_is_refused_by_name(tmp_path):
    (tmp_path / "encoder.onnx").write_bytes(b"half")
    (tmp_path / "tokens.txt").write_text("a 0\n", encoding="utf-8")
    assert not sherpa.is_model(tmp_path)
    with pytest.raises(EngineError, match="choose another folder"):
        sherpa.recogniser(tmp_path)


@pytest.mark.parametrize("how", ["folder", "tar", "zip", "stick"])
def test_a_model_is_copied_in_from_a_folder_an_archive_or_a_stick(models, tiny, tmp_path, how):
    source = {
        "folder": lambda: tiny,
        "tar": lambda: packed(tiny, tmp_path / "some.tar.bz2"),
        "zip": lambda: Path(shutil.make_archive(str(tmp_path / "s"), "zip", tiny.parent)),
        "stick": lambda: tiny.parent,
    }[how]()
    (model,) = models.install(source)
    assert (model.name, model.engine) == ("tiny-streaming", "sherpa")
    assert models.here() == (model,)
    assert models.faults(model) == []
    assert choose_recogniser(models=models).name == "sherpa tiny-streaming"
    models.remove("tiny-streaming")
    assert names(models.folder) == []


def test_archives_that_are_known_are_found_on_a_stick(tiny, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    packed(tiny, stick / "tiny-streaming.tar.bz2")
    packed(tiny, stick / "photos.tar.bz2")
    models = Models(tmp_path / "models", [Known("tiny-streaming", "sherpa", 90, 1, "", "")])
    assert [(m.name, m.rank) for m in (*models.install(stick), *models.here())] == [
        ("tiny-streaming", 70),
        ("tiny-streaming", 90),
    ]


def test_a_file_that_changed_since_is_found(models, tiny):
    (model,) = models.install(tiny)
    (model.folder / "joiner.onnx").write_bytes(b"x")
    (model.folder / "decoder.onnx").unlink()
    assert models.faults(model) == [
        "decoder.onnx: is missing; install the model again",
        "joiner.onnx: is damaged; install the model again",
    ]
    (model.folder / "SHA256SUMS").unlink()
    assert "can't be checked" in models.faults(model)[0]


def test_a_stick_with_sums_of_its_own_must_agree_with_them(models, tiny, tmp_path):
    (good,) = models.install(tiny)
    stick = shutil.copytree(good.folder, tmp_path / "copy")
    assert models.install(stick)[0].name == "copy"
    (stick / "tokens.txt").write_text("x 0\n", encoding="utf-8")
    models.remove("copy")
    with pytest.raises(UserError, match=r"tokens\.txt: is damaged"):
        models.install(stick)
    assert names(models.folder) == ["tiny-streaming"]


def bad_sources(tiny: Path, folder: Path) -> dict[str, Path]:
    empty = folder / "empty"
    empty.mkdir()
    torn = folder / "torn.tar.bz2"
    torn.write_bytes(packed(tiny, folder / "whole.tar.bz2").read_bytes()[:300])
    zipped = folder / "photos.zip"
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("photo.jpg", b"no model")
    outside = folder / "outside.tar"
    with tarfile.open(outside, "w") as file:
        file.add(tiny / "tokens.txt", "../../tokens.txt")
    return {
        "holds no model; give": empty,
        "can't be unpacked": torn,
        "holds no model of": zipped,
        "can't be unpacked (": outside,
        "no such file": folder / "nowhere",
    }


def test_what_can_not_be_installed_leaves_nothing_behind(models, tiny, tmp_path):
    for message, source in bad_sources(tiny, tmp_path).items():
        with pytest.raises(UserError) as raised:
            models.install(source)
        assert message in str(raised.value)
        assert "\n" not in str(raised.value)
    assert names(models.folder) == []
    models.install(tiny)
    with pytest.raises(UserError, match="is installed already"):
        models.install(tiny)
    with pytest.raises(UserError, match="no model 'other' is installed; there are: tiny"):
        models.remove("other")


def test_an_archive_must_be_the_one_that_is_known(tiny, tmp_path):
    archive = packed(tiny, tmp_path / "known.tar.bz2")
    known = Known("known", "sherpa", 90, 1, "Apache-2.0", "https://example.org", "0" * 64)
    models = Models(tmp_path / "models", [known])
    with pytest.raises(UserError, match="is not the file that is known"):
        models.install(archive)
    assert names(models.folder) == []


def test_the_shipped_list_says_where_each_can_be_had():
    for known in load_known(shipped("assets") / "models.toml"):
        assert known.engine in {"sherpa", "vosk"}
        assert known.url.endswith((".tar.bz2", ".zip"))
        assert known.name in known.url
        assert len(known.sha256) in {0, 64}


def test_a_list_that_can_not_be_read_is_one_line(tmp_path):
    (tmp_path / "models.toml").write_text("[x]\nsize = 3\n", encoding="utf-8")
    with pytest.raises(UserError, match="install the program again"):
        load_known(tmp_path / "models.toml")
