# SPDX-License-Identifier: Apache-2.0
"""What a face is made of: looks and expressions from `assets/faces`, drawn into a square."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

ART = 320.0
"""Edge of the square that all parts are drawn in, in art units."""
MARK_FROM = 0.45
"""Sweat, steam and the vein fade in from this strength on."""
FLUSH_STEPS = 6
"""Skin is rendered at this many steps of redness; each picture is kept."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One expression; `expressions.toml` says what each number means."""

    anger: float
    brow_tilt: float
    brow_drop: float
    brow_arch: float
    eye: float
    lid: float
    gaze: float
    mouth: float
    width: float
    open: float
    teeth: float
    flush: float
    sweat: float
    vein: float
    steam: float


@dataclass(frozen=True, slots=True)
class Motion:
    """What moves on top of the expression."""

    talk: float = 0.0
    """Opening of the speaking mouth, 0-1."""
    blink: float = 0.0
    """1: the eyes are shut."""


class FaceArt:
    """Draws any look at any anger; the rendered layers are kept."""

    def __init__(self, assets: Path) -> None:
        self._folder = assets / "faces"
        self._looks: dict[str, dict[str, Any]] = _toml(self._folder / "looks.toml")
        poses = _toml(self._folder / "expressions.toml")["pose"]
        self._poses = tuple(Pose(**{k: float(v) for k, v in p.items()}) for p in poses)
        self._layers: dict[tuple[str, str, int, int], QPixmap] = {}

    @property
    def looks(self) -> tuple[str, ...]:
        """The looks there are."""
        return tuple(self._looks)

    def pose(self, anger: float) -> Pose:
        """The expression at an anger of 0-100, blended between its neighbours."""
        later = next((i for i, p in enumerate(self._poses) if p.anger >= anger), -1)
        low, high = self._poses[max(0, later - 1)], self._poses[later]
        span = high.anger - low.anger
        t = (anger - low.anger) / span if span else 0.0
        names = (f.name for f in fields(Pose))
        return Pose(**{n: _mixed(getattr(low, n), getattr(high, n), t) for n in names})

    def paint(
        self,
        painter: QPainter,
        square: QRectF,
        look: str,
        anger: float,
        motion: Motion,
        ratio: float,
    ) -> None:
        """Draw the face into `square`; `ratio`: device pixels per pixel."""
        kind = self._looks.get(look, self._looks["woman"])
        pose = self.pose(anger)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(square.topLeft())
        painter.scale(square.width() / ART, square.width() / ART)
        edge = max(1, round(square.width() * ratio))
        step = round(pose.flush * FLUSH_STEPS)
        whole = QRectF(0, 0, ART, ART)
        if pose.steam > MARK_FROM:
            self._mark(painter, "steam", pose.steam, edge)
        parts: list[str] = kind["parts"]
        cut = parts.index("features")
        for side, names in (("back", parts[:cut]), ("front", parts[cut + 1 :])):
            key = (look, side, edge, step)
            if key not in self._layers:
                self._layers[key] = self._layer(names, self._colours(kind, step), edge)
            painter.drawPixmap(whole, self._layers[key], QRectF(0, 0, edge, edge))
            if side == "back":
                _features(painter, kind, pose, motion)
        for mark, strength in (("sweat", pose.sweat), ("vein", pose.vein)):
            if strength > MARK_FROM:
                self._mark(painter, mark, strength, edge)
        painter.restore()

    def _mark(self, painter: QPainter, name: str, strength: float, edge: int) -> None:
        key = ("mark", name, edge, 0)
        if key not in self._layers:
            self._layers[key] = self._layer([f"mark_{name}"], {}, edge)
        painter.setOpacity((strength - MARK_FROM) / (1 - MARK_FROM))
        painter.drawPixmap(QRectF(0, 0, ART, ART), self._layers[key], QRectF(0, 0, edge, edge))
        painter.setOpacity(1.0)

    def _colours(self, kind: Mapping[str, Any], step: int) -> dict[str, str]:
        colours: dict[str, str] = dict(kind["colours"])
        t = 0.55 * step / FLUSH_STEPS
        for name in ("skin", "skin_shade"):
            colours[name] = blended(QColor(colours[name]), QColor(kind["flush"]), t).name()
        return colours

    def _layer(self, names: list[str], colours: Mapping[str, str], edge: int) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before it is needed

        picture = QPixmap(edge, edge)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        for name in names:
            svg = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            for token, colour in colours.items():
                svg = svg.replace("{{" + token + "}}", colour)
            renderer = QSvgRenderer(QByteArray(svg.encode()))
            renderer.render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        return picture


def _features(painter: QPainter, kind: Mapping[str, Any], pose: Pose, motion: Motion) -> None:
    colours = {name: QColor(value) for name, value in kind["colours"].items()}
    red = blended(colours["skin_shade"], QColor(kind["flush"]), 0.55 * pose.flush)
    _cheeks(painter, QColor(kind["flush"]), pose)
    _wrinkles(painter, red, float(kind["age"]), pose)
    for side in (-1, 1):
        painter.save()
        painter.translate(160 + side * 29, 148)
        _eye(painter, colours, pose, motion.blink, float(kind["lashes"]), side)
        painter.translate(0, -25 + pose.brow_drop)
        painter.rotate(side * -pose.brow_tilt)
        painter.setPen(_pen(colours["brow"], 6.5 if kind["lashes"] < 1 else 5.2))
        bow = QPainterPath(QPointF(-15, 1))
        bow.quadTo(QPointF(0, 1 - 2 * pose.brow_arch), QPointF(15, 1))
        painter.drawPath(bow)
        painter.restore()
    if pose.brow_tilt > 12:  # the crease between the brows
        painter.setPen(_pen(red.darker(118), 3))
        painter.drawLine(QPointF(155, 129), QPointF(157, 138))
        painter.drawLine(QPointF(165, 129), QPointF(163, 138))
    painter.setPen(_pen(red.darker(108), 4))
    nose = QPainterPath(QPointF(161, 158))
    nose.quadTo(QPointF(171, 178), QPointF(157, 177))
    painter.drawPath(nose)
    _mouth(painter, colours, pose, motion.talk)


def _cheeks(painter: QPainter, flush: QColor, pose: Pose) -> None:
    flush.setAlphaF(0.22 + 0.4 * pose.flush)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(flush)
    for side in (-1, 1):
        painter.drawEllipse(QPointF(160 + side * 41, 179), 14 + 3 * pose.flush, 9 + 3 * pose.flush)


def _wrinkles(painter: QPainter, shade: QColor, age: float, pose: Pose) -> None:
    if age < 0.5 and pose.brow_tilt < 20:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(shade, 3))
    if age >= 0.5:
        for side in (-1, 1):
            fold = QPainterPath(QPointF(160 + side * 24, 178))
            fold.quadTo(QPointF(160 + side * 33, 188), QPointF(160 + side * 32, 200))
            painter.drawPath(fold)
    brow = QPainterPath(QPointF(142, 104))
    brow.quadTo(QPointF(160, 100), QPointF(178, 104))
    if age >= 0.5:
        painter.drawPath(brow)


def _eye(
    painter: QPainter,
    colours: Mapping[str, QColor],
    pose: Pose,
    blink: float,
    lashes: float,
    side: int,
) -> None:
    half_width, half_height = 14.0, 11.5 * pose.eye * (1 - blink)
    if half_height < 1.5:
        painter.setPen(_pen(colours["iris"], 4))
        shut = QPainterPath(QPointF(-13, 1))
        shut.quadTo(QPointF(0, 6), QPointF(13, 1))
        painter.drawPath(shut)
        return
    shape = QPainterPath(QPointF(-half_width, 1))
    shape.quadTo(QPointF(0, -1.9 * half_height), QPointF(half_width, 1))
    shape.quadTo(QPointF(0, half_height * (1.8 - 1.6 * pose.lid)), QPointF(-half_width, 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_WHITE)
    painter.drawPath(shape)
    painter.save()
    painter.setClipPath(shape)
    painter.setBrush(colours["iris"])
    painter.drawEllipse(QPointF(0, 0.5), 8.6 * pose.gaze, 8.6 * pose.gaze)
    painter.setBrush(_WHITE)
    painter.drawEllipse(QPointF(2.8, -2.8), 2.6, 2.6)
    painter.restore()
    lid = QPainterPath(QPointF(-half_width, 1))
    lid.quadTo(QPointF(0, -1.9 * half_height), QPointF(half_width, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colours["iris"], 3.4))
    painter.drawPath(lid)
    if lashes > 0:
        outer = side * half_width
        painter.setPen(_pen(colours["iris"], 3))
        painter.drawLine(QPointF(outer, 1), QPointF(outer + side * 4 * lashes, -3.5 * lashes))


def _mouth(painter: QPainter, colours: Mapping[str, QColor], pose: Pose, talk: float) -> None:
    half = pose.width / 2 * (1 - 0.12 * talk)
    opening = max(pose.open * 26, talk * (15 + 13 * min(1.0, pose.anger / 80)))
    bend = pose.mouth
    y = 199 + max(0.0, -bend) * 0.25
    ends = (QPointF(160 - half, y - bend * 0.45), QPointF(160 + half, y - bend * 0.45))
    upper = QPointF(160, y + bend - opening * 0.55)
    if opening < 2:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colours["lip"], 5))
        line = QPainterPath(ends[0])
        line.quadTo(upper, ends[1])
        painter.drawPath(line)
        return
    shape = QPainterPath(ends[0])
    shape.quadTo(upper, ends[1])
    shape.cubicTo(
        QPointF(160 + half * 0.95, y + opening * 0.95 + bend * 0.4),
        QPointF(160 - half * 0.95, y + opening * 0.95 + bend * 0.4),
        ends[0],
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours["lip"].darker(210))
    painter.drawPath(shape)
    painter.save()
    painter.setClipPath(shape)
    top = shape.boundingRect().top()
    painter.setBrush(colours["lip"].lighter(112))
    if talk > 0.25:
        painter.drawEllipse(QPointF(160, y + opening * 0.95), half * 0.6, opening * 0.42)
    if max(pose.teeth, talk) > 0.1:
        painter.setBrush(_WHITE)
        height = 5 + 3 * pose.teeth
        painter.drawRoundedRect(QRectF(160 - half, top - 4, 2 * half, height + 4), 3, 3)
        if pose.teeth > 0.3:  # clenched: the lower row shows as well
            low = shape.boundingRect().bottom() - 5 * pose.teeth * (1 - 0.6 * talk)
            painter.drawRoundedRect(QRectF(160 - half, low, 2 * half, 10), 3, 3)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colours["lip"], 3.6))
    painter.drawPath(shape)


def blended(one: QColor, other: QColor, t: float) -> QColor:
    """The colour `t` of the way from one to the other."""
    return QColor.fromRgbF(
        _mixed(one.redF(), other.redF(), t),
        _mixed(one.greenF(), other.greenF(), t),
        _mixed(one.blueF(), other.blueF(), t),
    )


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _mixed(low: float, high: float, t: float) -> float:
    return low + (high - low) * t


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


_WHITE = QColor(Qt.GlobalColor.white)
