# SPDX-License-Identifier: Apache-2.0
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from trainer_gui.domain.persona import TIMBRES
from trainer_gui.ui.kit.breathing import IN_S, OUT_S, Breathing, fullness
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt, Motion
from trainer_gui.ui.kit.look import Look

CALM, HOT = 0.0, 100.0


@pytest.fixture
def art(assets):
    return FaceArt(assets)


def picture(art, kind, anger, motion=None):
    pixmap = QPixmap(160, 160)
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    art.paint(painter, QRectF(0, 0, 160, 160), kind, anger, motion or Motion(), 1.0)
    painter.end()
    return pixmap.toImage()


def test_every_look_that_a_scenario_can_name_is_drawn(qapp, art):
    assert set(art.looks) == set(TIMBRES)
    faces = [picture(art, look, 50) for look in TIMBRES]
    assert all(one != other for i, one in enumerate(faces) for other in faces[:i])


def test_the_expression_follows_anger_all_the_way(qapp, art):
    faces = [picture(art, "woman", anger) for anger in range(0, 101, 10)]
    assert all(a != b for a, b in pairwise(faces))


def test_poses_are_blended(art):
    tilts = [art.pose(a).brow_tilt for a in range(101)]
    assert tilts == sorted(tilts)
    assert max(b - a for a, b in pairwise(tilts)) < 1.0
    assert art.pose(CALM).mouth > 0 > art.pose(HOT).mouth
    assert art.pose(CALM).steam == 0 < art.pose(HOT).steam


def test_talking_and_blinking_show(qapp, art):
    still = picture(art, "man", 50)
    assert picture(art, "man", 50, Motion(talk=0.8)) != still
    assert picture(art, "man", 50, Motion(blink=1.0)) != still


def test_an_unknown_look_is_still_somebody(qapp, art):
    assert picture(art, "martian", 50) == picture(art, "woman", 50)


def test_the_face_moves_to_its_new_expression(qtbot, qapp, assets, art):
    look = Look(qapp, assets, theme="light")
    face = Face(look, art)
    qtbot.addWidget(face)
    face.show_customer("woman", "周女士", CALM)
    face.resize(160, 160)
    face.show()
    first = face.grab().toImage()
    face.set_anger(HOT, "暴怒")
    assert face.grab().toImage() == first  # not at once
    qtbot.waitUntil(lambda: face._shown == HOT)
    assert face.grab().toImage() != first
    assert face.accessibleDescription() == "暴怒"
    face.hide()
    assert not face._frames.isActive()


def test_with_reduced_motion_nothing_runs(qtbot, look, art):
    face = Face(look, art)
    qtbot.addWidget(face)
    face.show_customer("woman", "周女士", CALM)
    face.show()
    face.set_anger(HOT, "暴怒")
    face.set_talking(True)
    assert face._shown == HOT
    assert not face._frames.isActive()
    assert not face._next_blink.isActive()


def test_the_mouth_follows_the_voice(qtbot, qapp, assets, art):
    face = Face(Look(qapp, assets, theme="light"), art)
    qtbot.addWidget(face)
    face.show()
    face.set_talking(True)
    face.set_level(-12.0)
    qtbot.waitUntil(lambda: face._mouth > 0.8)
    face.set_talking(False)
    qtbot.waitUntil(lambda: face._mouth == 0.0)


def test_breathing_is_four_seconds_in_and_six_out():
    assert fullness(0) == pytest.approx(0)
    assert fullness(IN_S) == pytest.approx(1)
    assert fullness(IN_S + OUT_S / 2) == pytest.approx(0.5)
    assert fullness(IN_S + OUT_S) == pytest.approx(0)


def test_breathing_runs_only_while_it_is_wanted(qtbot, qapp, assets):
    circle = Breathing(Look(qapp, assets, theme="light"))
    qtbot.addWidget(circle)
    circle.show()
    assert not circle._frames.isActive()
    circle.set_on(True)
    assert circle._frames.isActive()
    circle._look.choose(reduced_motion=True)
    assert not circle._frames.isActive()
