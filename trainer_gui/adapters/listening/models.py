# SPDX-License-Identifier: Apache-2.0
"""The folder of recognisers' models that a branch has copied in, one folder a model.

Each holds `SHA256SUMS`, as `sha256sum` writes it, so that a bad copy is found. Nothing is fetched
here: models come from a folder, a USB stick or a downloaded archive.
"""

import contextlib
import hashlib
import lzma
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.listening import sherpa, vosk
from trainer_gui.adapters.listening.prove import prove
from trainer_gui.adapters.paths import Places, shipped
from trainer_gui.application.errors import UserError

SUMS = "SHA256SUMS"
WHISPER_RANK = 50
"""Of the model that comes with the program."""
_RANKS = {"sherpa": 70, "vosk": 35}
"""Of models that we don't know."""
_IS_MODEL: Mapping[str, Callable[[Path], bool]] = MappingProxyType(
    {"sherpa": sherpa.is_model, "vosk": vosk.is_model}
)
_ARCHIVES = (".zip", ".tar.bz2", ".tar.gz", ".tgz", ".tar.xz", ".tar")
_DEPTH = 3
"""How deep a model may lie in what is installed."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Known:
    """A model that can be had."""

    name: str
    engine: str
    rank: int
    archive_mb: int
    licence: str
    url: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is here."""

    name: str
    engine: str
    folder: Path
    rank: int

    @property
    def proven(self) -> bool:
        """Whether it was installed: it is known to work here, and its files can be checked."""
        return (self.folder / SUMS).is_file()


class Models:
    """The models in a folder. Every method may take long: call them on a worker."""

    def __init__(self, folder: Path, known: Iterable[Known] = ()) -> None:
        """The folder need not exist."""
        self.folder = folder
        self.known = {k.name: k for k in known}

    def here(self) -> tuple[Model, ...]:
        """Those that are here, best first."""
        folders = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        found = [m for f in folders if not f.name.startswith(".") and (m := model_at(f))]
        ranked = [replace(m, rank=self.known[m.name].rank) for m in found if m.name in self.known]
        ranked += [m for m in found if m.name not in self.known]
        return tuple(sorted(ranked, key=lambda m: (-m.rank, m.name)))

    def faults(self, model: Model) -> list[str]:
        """What is not as it was when the model was installed."""
        try:
            lines = (model.folder / SUMS).read_text(encoding="utf-8").splitlines()
            kept = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        except (OSError, ValueError):
            return [f"{SUMS} is missing, so its files can't be checked; install the model again"]
        return [
            f"{name}: {'is missing' if found is None else 'is damaged'}; install the model again"
            for name, digest in kept.items()
            if (found := _digest(model.folder / name)) != digest
        ]

    def install(self, source: Path, sha256: str = "") -> list[Model]:
        """Copy in the model, or all models, at `source`: an archive, a folder, a USB stick.

        Raises:
            UserError: There is none, it is here already, it is not what its publisher offers, or
                the disk is full. Nothing is left half done.
        """
        if source.is_dir():
            if source.resolve().parent == self.folder.resolve() and model_at(source):
                return [self._adopt(source)]
            found = [p for p in _down(source) if model_at(p)] or [
                p for p in _down(source, files=True) if _stem(p) in self.known
            ]
            if not found:
                raise UserError(f"{source}: holds no model; give the folder of one, or its archive")
            return [m for p in found for m in ([self._copy(p)] if p.is_dir() else self.install(p))]
        if not source.is_file():
            raise UserError(f"{source}: no such file or folder; check the name")
        return [self._unpack(source, sha256)]

    def remove(self, name: str) -> None:
        """Delete a model. Raises UserError where there is none of that name."""
        model = next((m for m in self.here() if m.name == name), None)
        if model is None:
            names = ", ".join(m.name for m in self.here()) or "none"
            raise UserError(f"no model {name!r} is installed; there are: {names}")
        try:
            shutil.rmtree(model.folder)
        except OSError as error:
            raise UserError(f"{model.folder}: {error.strerror}; remove it by hand") from error

    def _unpack(self, archive: Path, sha256: str) -> Model:
        known = self.known.get(_stem(archive))
        wanted = sha256.lower() or (known.sha256 if known else "")
        if wanted and _digest(archive) != wanted:
            raise UserError(f"{archive}: is not the file that is known; get it again")
        with self._new_folder() as new:
            try:
                _extract(archive, new)
            except (OSError, ValueError, EOFError, *_BROKEN) as error:
                raise UserError(
                    f"{archive}: can't be unpacked ({_reason(error)}); get it again"
                ) from error
            found = next((p for p in _down(new) if model_at(p)), None)
            if found is None:
                raise UserError(f"{archive}: holds no model of Vosk or sherpa-onnx; get another")
            return self._keep(found, _stem(archive) if found == new else found.name)

    def _copy(self, source: Path) -> Model:
        with self._new_folder() as new:
            try:
                shutil.copytree(source, new / source.name)
            except (OSError, shutil.Error) as error:
                raise UserError(f"{source}: can't be copied ({error}); check the stick") from error
            return self._keep(new / source.name, source.resolve().name)

    def _keep(self, new: Path, name: str) -> Model:
        """Give what lies in `new` the name under which it is known from now on."""
        place = self.folder / name
        if place.exists():
            raise UserError(f"{name}: is installed already; remove it first")
        if faults := self.faults(Model(name, "", new, 0)) if (new / SUMS).exists() else []:
            raise UserError(f"{name}: {faults[0]} from a good copy")
        return self._adopt(new, place)

    def _adopt(self, new: Path, place: Path | None = None) -> Model:
        """Prove what lies in `new`, and give it its sums and its place."""
        prove(new)
        if not (new / SUMS).exists():
            files = sorted(p for p in new.rglob("*") if p.is_file())
            sums = "".join(f"{_digest(p)}  {p.relative_to(new).as_posix()}\n" for p in files)
            write_atomically(new / SUMS, sums.encode())
        model = model_at(new.rename(place) if place else new)
        assert model is not None  # noqa: S101 - the callers looked
        return model

    @contextlib.contextmanager
    def _new_folder(self) -> Iterator[Path]:
        """A folder beside the models, gone afterwards."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".new-", dir=self.folder) as name:
                yield Path(name)
        except OSError as error:
            raise UserError(f"{self.folder}: {error.strerror or error}; make room there") from error


def model_at(folder: Path) -> Model | None:
    """The model in this very folder."""
    engine = next((e for e, is_model in _IS_MODEL.items() if is_model(folder)), None)
    return Model(folder.name, engine, folder, _RANKS[engine]) if engine else None


def installed(places: Places) -> Models:
    """Those in the user's folder."""
    return Models(places.models, load_known(shipped("assets") / "models.toml"))


def load_known(path: Path) -> tuple[Known, ...]:
    """The models of `assets/models.toml`. Raises UserError where it can't be read."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(Known(name, **table) for name, table in tables.items())
    except (OSError, ValueError, TypeError) as error:
        raise UserError(f"{path}: can't be read ({error}); install the program again") from error


_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


def _extract(archive: Path, folder: Path) -> None:
    """Unpack; a member that would lie outside is refused or renamed by the library."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)  # noqa: S202 - it keeps all inside by itself
        return
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")


def _digest(path: Path) -> str | None:
    """SHA-256 of a file; None where it can't be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def _down(folder: Path, *, files: bool = False) -> Iterator[Path]:
    """`folder` and the folders in it, or the files in them; not too deep."""
    row = [folder]
    for _ in range(_DEPTH):
        inside = [p for f in row for p in sorted(f.iterdir()) if not p.name.startswith(".")]
        yield from (p for p in (inside if files else row) if p.is_file() == files)
        row = [p for p in inside if p.is_dir()]


def _stem(path: Path) -> str:
    """An archive's name without what says how it is packed."""
    return next((path.name.removesuffix(a) for a in _ARCHIVES if path.name.endswith(a)), path.stem)


def _reason(error: Exception) -> str:
    """Why an archive can't be unpacked; not how each of its kinds was tried."""
    told = " ".join((getattr(error, "strerror", None) or str(error)).split())
    return told.partition(": - method")[0] or type(error).__name__
