# SPDX-License-Identifier: Apache-2.0
"""Checks of what goes too far: grants beyond the role, hints that tell all, abuse, odd signs."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from trainer_gui.adapters.scenarios.diagnostics import Mark
from trainer_gui.adapters.scenarios.loader import Opened
from trainer_gui.adapters.scenarios.references import Steps
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.adapters.scenarios.wording import (
    SENTENCE_END,
    check_breath,
    speech_lines,
    written_lines,
)
from trainer_gui.adapters.scenarios.yaml_nodes import Document
from trainer_gui.domain.effects import STAGE
from trainer_gui.domain.persona import Persona
from trainer_gui.domain.scenario import Beat, Scenario
from trainer_gui.domain.scoring.promises import amounts

HINT_SHARE = {1: 14, 2: 13, 3: 12, 4: 11, 5: 10}
"""By difficulty: so many characters in a row may a hint have in common with a model answer."""
HARD = 4
"""From this difficulty on a hint does not tell what only the customer knows."""
TELLING = 4
"""More characters than this in common with a fact tell it."""
ABUSE = {
    2: re.compile("不要脸|闭嘴|什么玩意|废物"),
    3: re.compile("神经病|(?:你|您)有病|有病吧|滚(?!动|烫|水)|白痴|猪脑"),
    4: re.compile("混蛋|王八|放屁|狗东西|畜生|去死"),
    6: re.compile("操你|傻逼|(?<!孩子|娃儿)他妈(?!妈)|(?<!妈)妈的(?!号|手机|话)|日你|婊子|贱货"),
}
"""Abuse by the lowest difficulty that bears it; 6: none does."""

_CLAUSE_END = re.compile(r"[，、；。：,;/（）()]|或者|包括")
_PHRASE = 4  # shorter parts of `may_not` say too little
_GRANTS = re.compile(r"赔|补偿|退|返|减|免|送|贴")
_DENIES = re.compile(
    r"不能|没(?:有)?(?:这个|这样的)?权|没(?:有)?(?:办)?法|无权|不了|不可以|不是|超出|超过|不敢|得由|要由|谁也|申请|请示"
)
# what the voices read or pass over, besides Chinese characters
_SPEAKABLE = re.compile(r"[A-Za-z0-9 。，、！？；：…—～·“”‘’《》（）,.!?;:%￥¥+\-~'\"()/]")


def check_limits(opened: Opened, report: Report) -> None:
    """Report all of these."""
    for beat in opened.scenario.beats.values():
        _check_authority(opened, beat, report)
        _check_hints(opened, beat, report)
    _check_lines(opened, report)


def _check_authority(opened: Opened, beat: Beat, report: Report) -> None:
    """Model answers that grant a larger sum than `may` names, or the very words of `may_not`."""
    scenario, authority = opened.scenario, opened.scenario.authority
    most = max((n for text in authority.may for n in amounts(text)), default=0)
    given = set(amounts(" ".join(_stated(scenario))))
    denied = [p for text in authority.may_not for p in _CLAUSE_END.split(text) if len(p) >= _PHRASE]
    for i, model in enumerate(beat.models):
        mark = opened.document.mark("beats", beat.id, "model", i, "say")
        for sentence in SENTENCE_END.split(model.say):
            if _DENIES.search(sentence):
                continue
            sums = amounts(sentence) if _GRANTS.search(sentence) and authority.may else []
            if large := next((n for n in sums if n > most and n not in given), None):
                message = f"grants {large:g}, `authority: may` names at most {most:g}; lower it"
                report.add("SC312", mark, message)
            if words := next((p for p in denied if p in sentence), None):
                message = f"`{words}` is in `authority: may_not`; do not grant it"
                report.add("SC312", mark, message)


def _stated(scenario: Scenario) -> Iterator[str]:
    """What is so, and no promise."""
    yield scenario.briefing.situation
    yield from (fact.text for fact in scenario.facts.values())


def _check_hints(opened: Opened, beat: Beat, report: Report) -> None:
    scenario = opened.scenario
    share = HINT_SHARE[scenario.difficulty]
    facts = scenario.facts.values()
    secrets = [
        f for f in facts if f.source == "ask" and beat.id in _before_it_comes_out(f.id, scenario)
    ]
    for move, hint in beat.hints.items():
        mark = opened.document.mark("beats", beat.id, "hints", move)
        if any(_in_common(hint, model.say) > share for model in beat.models):
            message = f"says the answer in advance (more than {share} characters); name the move"
            report.add("SC313", mark, message)
        told = (f.id for f in secrets if _in_common(hint, f.text) > TELLING)
        if scenario.difficulty >= HARD and (fact := next(told, None)):
            message = f"tells `{fact}`, which only the customer knows here; leave it to be asked"
            report.add("SC313", mark, message)


def _before_it_comes_out(fact: str, scenario: Scenario) -> set[str]:
    """The beats that can be come to without the fact having been told."""
    queue = [scenario.opening]
    found: set[str] = set()
    while queue:
        beat = scenario.beats.get(queue.pop())
        if beat is None or beat.id in found or fact in beat.reveals:
            continue
        found.add(beat.id)
        rules = (*scenario.always, *beat.rules)
        queue += (r.to for r in rules if fact not in r.reveals | r.when.known)
    return found


def _check_lines(opened: Opened, report: Report) -> None:
    difficulty = opened.scenario.difficulty
    for steps, text in written_lines(opened):
        mark = opened.document.mark(*steps)
        check_sayable(_unstaged(text), mark, report)
        if hit := _too_rude(text, difficulty):
            message = f"`{hit}` is too rude for difficulty {difficulty}; say it another way"
            report.add("SC316", mark, message)


def check_guest(opened: Opened, guest: Persona, report: Report) -> None:
    """Report abuse of another customer type that is above how difficult it makes the case."""
    difficulty = opened.scenario.personas[guest.id] or opened.scenario.difficulty
    for _, text in speech_lines(guest.retorts, guest.nudges, guest.repeats, guest.habits):
        if hit := _too_rude(text, difficulty):
            message = f"`{guest.id}` says `{hit}`, too rude for difficulty {difficulty}; raise it"
            report.add("SC316", opened.document.mark("personas", guest.id), message)


def _too_rude(text: str, difficulty: int) -> str:
    above = (words.search(text) for lowest, words in ABUSE.items() if lowest > difficulty)
    return next((hit[0] for hit in above if hit), "")


def check_sayable(text: str, mark: Mark, report: Report) -> None:
    """Report characters that no voice can say."""
    if odd := "".join(dict.fromkeys(c for c in text if not _speakable(c))):
        message = f"no voice can say {odd[:10]!r}; write it as it is spoken"
        report.add("SC315", mark, message)


def check_speech(document: Document, lines: Iterable[tuple[Steps, str]], report: Report) -> None:
    """Report lines of a persona or a line group that are too long, or that no voice can say."""
    for steps, text in lines:
        check_breath(text, document, steps, report)
        check_sayable(_unstaged(text), document.mark(*steps), report)


def _unstaged(text: str) -> str:
    return text[1:-1] if text[0] + text[-1] == STAGE else text


def _in_common(one: str, other: str) -> int:
    """The length of the longest text that both hold."""
    longest = 0
    for start in range(len(one)):
        while one[start : start + longest + 1] in other and start + longest < len(one):
            longest += 1
    return longest


def _speakable(character: str) -> bool:
    return bool(_SPEAKABLE.match(character)) or ord(character) in _readings()


@cache
def _readings() -> dict[int, str]:
    """How each Chinese character is said."""
    from pypinyin import constants  # noqa: PLC0415  (slow to import)

    readings: dict[int, str] = constants.PINYIN_DICT
    return readings
