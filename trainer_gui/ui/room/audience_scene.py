# SPDX-License-Identifier: Apache-2.0
"""The page of the audience window: a scene, or the answers of the room to it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.dialogue.pausing import waits_for_room
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.state import Phase, State
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, chip, column, frame, plain, row, text
from trainer_gui.ui.kit.shortened import Shortened
from trainer_gui.ui.room.anger_tower import AngerTower
from trainer_gui.ui.room.answer_board import AnswerBoard, answers_here
from trainer_gui.ui.talk.customer_panel import before_last_reply, is_talking, words_of

CAPTION = ("stage", "caption_large", "caption", "title", "lead", "body")
HEARD = ("caption", "lead", "body")
CAPTION_SHARE = 0.34
"""Of the height, for her words."""
HEARD_SHARE = 0.3
ONE_LINE = 38
"""Characters of her words that stand in one line above the answers."""
HEARD_MOST = 36
"""Characters of an answer under way: its end is what is new."""
STRIP = 1.9
"""Height of the line below in letters of its largest size."""


class AudienceScene(QWidget):
    """Face and her words on the left, anger and the trainee's words on the right, a hint below."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._shown = ("", "")
        self._title = text("", "strong")
        self._frozen = chip(messages("room.frozen"), "accent")
        self._player_icon = IconLabel(look, "mic", "accent_text", 26)
        self._player = text("", "title")
        self.face = Face(look, FaceArt(look.assets))
        self._name = text("", "strong", "soft")
        self._caption = Shortened("stage")
        self._tower = AngerTower(look, messages)
        self._who = text("", "strong", "accent")
        self._heard = Shortened("caption")
        self._hint_icon = IconLabel(look, "hint", "accent_text", 30)
        self._hint = text("", "caption")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint_strip = frame("accent_panel")
        self._question = text("", "caption", wrap=True)
        self._ask = text(messages("room.question"), "title", "accent")
        self._board = AnswerBoard(look, messages, for_room=True)
        self._views = QStackedWidget()
        self._caption_card = frame("card")
        self._heard_card = frame("card")
        self._assemble()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show what the room may see of `state`."""
        self._head(state)
        answers = answers_here(state)
        asked = state.room.asking or bool(answers and state.phase is Phase.PAUSED)
        self._views.setCurrentIndex(1 if asked else 0)
        scenario = state.scenario
        who, words = words_of(state)
        if asked:
            question = f"{who}：{words}" if who else words
            self._question.setText(question)
            small = "caption" if len(question) <= ONE_LINE else "lead"
            restyle(self._question, "type", small if answers else "caption_large")
            restyle(self._ask, "type", "title" if answers else "stage")
            self._board.setVisible(bool(answers))
            self._board.show_answers(answers)
        anger = state.emotion.anger
        if self._shown != (scenario.id, scenario.customer.name):
            self._shown = (scenario.id, scenario.customer.name)
            self.face.show_customer(scenario.customer.look, scenario.customer.name, anger)
        self.face.set_anger(anger, self._messages(f"band.{band_of(anger)}"))
        self.face.set_talking(is_talking(state))
        self._tower.set_anger(anger, before_last_reply(state))
        self._name.setText(who or self._messages("talk.seen"))
        self._set(self._caption, words)
        self._trainee(state)
        self._below(state, asked=asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._caption_card.setFixedHeight(round(CAPTION_SHARE * self.height()))
        self._heard_card.setFixedHeight(round(HEARD_SHARE * self.height()))
        self._fit()
        self._fit_hint()

    def _below(self, state: State, *, asked: bool) -> None:
        """A hint, or the answer that is being given; the line keeps its place where it may come."""
        room, icon, words = state.room, "hint", state.hint if state.room.hints else ""
        if asked:
            name = room.player or self._messages("room.somebody")
            heard = state.live.text
            heard = heard if len(heard) <= HEARD_MOST else "…" + heard[-HEARD_MOST:]
            speak = self._messages("room.speaks", name=name, words=heard or "…")
            icon, words = "mic", speak if room.hearing else ""
        self._hint_icon.show_icon(icon, "accent_text")
        if words != self._hint.text():
            self._hint.setText(words)
            self._fit_hint()
        kept = self._hint_strip.sizePolicy()
        kept.setRetainSizeWhenHidden(room.hints or asked)
        self._hint_strip.setSizePolicy(kept)
        self._hint_strip.setVisible(bool(words))

    def _fit_hint(self) -> None:
        """One line of words, as large as they fit."""
        width = self.width() - 6 * self._margin - self._hint_icon.sizeHint().width()
        for size in HEARD:
            restyle(self._hint, "type", size)
            if self._hint.sizeHint().width() <= width:
                break

    def _head(self, state: State) -> None:
        self._title.setText(state.scenario.title)
        stands = ""
        if state.ending and state.phase is Phase.ENDED:
            stands = state.ending.title or self._messages(f"outcome.{state.ending.outcome}")
        elif state.phase is Phase.PAUSED:
            stands = self._messages("room.frozen")
        elif waits_for_room(state):
            stands = self._messages("room.waits")
        self._frozen.setText(stands)
        self._frozen.setVisible(bool(stands))
        cue = state.cue
        player = state.scenario.others[cue.speaker].name if cue else state.room.player
        self._player.setText(player)
        spoken = self._messages("room.plays", name=player) if player else ""
        self._player.setAccessibleName(spoken)
        for part in (self._player_icon, self._player):
            part.setVisible(bool(player))

    def _trainee(self, state: State) -> None:
        """What is being heard, else what was said last."""
        live = state.live.text if state.phase is not Phase.SPEAKING else ""
        replies = [t for t in state.transcript if t.who is Speaker.TRAINEE]
        last = replies[-1] if replies else None
        name = state.room.player if live or last is None else last.name
        self._who.setText(name or self._messages("room.trainee"))
        self._heard.keep_end = bool(live)
        self._set(self._heard, live or (last.text if last else ""))
        if (said := bool(live or last)) != self._heard_card.isVisibleTo(self):
            self._heard_card.setVisible(said)
            QTimer.singleShot(0, self, self._fit)  # when it has its width

    def _set(self, label: QLabel, words: str) -> None:
        if words != label.text():
            label.setText(words)
            self._fit()

    def _fit(self) -> None:
        """Words as large as their cards allow; the cards never change."""
        for card, label, sizes, above in (
            (self._caption_card, self._caption, CAPTION, self._name),
            (self._heard_card, self._heard, HEARD, self._who),
        ):
            edges = card.contentsMargins()
            width = card.width() - 2 * self._margin - edges.left() - edges.right()
            room = card.height() - 2 * self._margin - above.sizeHint().height() - self._gap
            for size in sizes:
                restyle(label, "type", size)
                if label.heightForWidth(width) <= room:
                    break

    @property
    def _margin(self) -> int:
        return round(self._look.type_px("body") * 0.8)

    @property
    def _gap(self) -> int:
        return round(self._look.type_px("body") * 0.4)

    def _assemble(self) -> None:
        margin, gap = self._margin, self._gap
        self.setProperty("role", "plain")
        head = row(spacing=gap * 2)
        head.addWidget(self._title)
        head.addWidget(self._frozen)
        head.addStretch(1)
        head.addWidget(self._player_icon)
        head.addWidget(self._player)
        left = column(spacing=gap * 2)
        left.addWidget(self.face, 1)
        left.addWidget(self._card(self._caption_card, self._name, self._caption))
        right = column(spacing=gap * 2)
        right.addWidget(self._tower, 1)
        right.addWidget(self._card(self._heard_card, self._who, self._heard))
        scene = plain()
        both = row(scene, spacing=margin * 2)
        both.addLayout(left, 6)
        both.addLayout(right, 4)
        board = plain()
        asked = column(board, spacing=gap * 2)
        asked.addStretch(1)
        asked.addWidget(self._question)
        asked.addWidget(self._ask)
        asked.addWidget(self._board, 10_000)  # answers take the place of the air around
        asked.addStretch(1)
        self._views.addWidget(scene)
        self._views.addWidget(board)
        self._hint_strip.setFixedHeight(round(STRIP * self._look.type_px(HEARD[0])))
        strip = row(self._hint_strip, (margin, 0), gap * 2)
        strip.addWidget(self._hint_icon)
        strip.addWidget(self._hint, 1)
        whole = column(self, (margin * 2, margin), margin)
        whole.addLayout(head)
        whole.addWidget(self._views, 1)
        whole.addWidget(self._hint_strip)

    def _card(self, card: QFrame, above: QWidget, words: QWidget) -> QFrame:
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = column(card, (self._margin, self._margin), self._gap)
        inside.addWidget(above)
        inside.addWidget(words, 1)
        return card
