# SPDX-License-Identifier: Apache-2.0
"""Labels against each other and against what was said before: the lines the taxonomy draws."""

import re
from collections.abc import Callable, Sequence

from trainer_gui.domain.reading import Evidence
from trainer_gui.understanding.text import Spoken, normalised

Found = dict[str, Evidence]
Context = Sequence[tuple[str, str]]

_AGAIN = re.compile(
    r"还是(?!您|说|有|没|这[张个]号|要是)|刚才(?:说|讲|跟您)|再(?:跟您)?(?:说|讲)(?:一|几)?(?:遍|次)|这(?:一)?(?:句|样|条|两样)|那(?:句|个意思)"
    r"|说(?:到天黑|几遍|一百遍|多少)|翻来覆去|就这两样|一百遍|没有变|也是这|真的就|就是.{1,8}(?:再往上|这个数)|确实(?:没|不)|真(?:没|给不|动不|不)"
)
_LIMIT = re.compile(
    r"没(?:有)?权|不能|没法|给不了|改不了|退不了|办不了|做不到|只能|能(?:做|办|给|补|帮|退).{0,3}的|最低|最早|最高|免不了"
    r"|我能|可以|要机主|要.{0,4}工作日|早了|安排|停不了|换不成|两条路|动不了|动不|退"
)
_ACKNOWLEDGED = ("soften", "empathy", "praise", "save_face", "offer", "act_now", "own_fault")
_REASON = re.compile(r"因为|为了|是怕|免得|由于|备案|防止")
_IDLE = re.compile(
    r"属(?:啥|什么)|星座|八字|口音|结婚|有对象|男朋友|女朋友|单身|老[板总]一年|一年(?:拿|挣|赚)多少|机器人|总裁|认识你们"
    r"|领带|风水|长得|几岁|胖子|妆|口红|外地人|现在的年轻人|经济啊|名字起|吉利|上头有人|声音怎么|长相|多大了|老家哪"
)
_SURE = Evidence("", "", 0.9)


def settled(found: Found, spoken: Spoken, context: Context) -> Found:
    """The labels that hold once all of them are known."""
    for rule in _RULES:
        found = rule(dict(found), spoken, context)
    return found


def _blunt(found: Found, spoken: Spoken, _: Context) -> Found:
    """A "but" that comes after an acknowledgement, or after what we offer, is not blunt."""
    but = found.get("blunt_but")
    if but is None:
        return found
    before = spoken.raw[: spoken.raw.find(but.quote)]
    opening = len(before.strip("，。！？ 嗯啊哦呃那")) == 0
    acknowledged = any(
        label in found and found[label].quote in before + but.quote for label in _ACKNOWLEDGED
    )
    if not opening and ("soften" in found or acknowledged or "safety" in found):
        del found["blunt_but"]
    elif opening:
        found.pop("soften", None)
    return found


def _again(found: Found, spoken: Spoken, context: Context) -> Found:
    """The same limit or plan once more: it takes the place of a first refusal."""
    said = [normalised(text[:2000]) for who, text in context if who == "trainee"]
    if not any(_LIMIT.search(text) for text in said):
        return found
    hit = _AGAIN.search(spoken.text)
    refused = found.get("decline")
    if hit is None and refused is None:
        return found
    quote = spoken.raw[hit.start() : hit.end()] if hit else refused.quote if refused else ""
    found["broken_record"] = Evidence("broken_record", quote, 0.9 if hit and refused else 0.7)
    found.pop("decline", None)
    return found


def _wall(found: Found, spoken: Spoken, _: Context) -> Found:
    """A rule with its reason or with a way out is no wall; a wall is no polite refusal."""
    if "rule_wall" not in found:
        return found
    if _REASON.search(spoken.text) or any(x in found for x in ("offer", "choices", "advise")):
        del found["rule_wall"]
    else:
        for label in ("decline", "explain"):
            found.pop(label, None)
    return found


def _no_reasons(found: Found, _spoken: Spoken, _: Context) -> Found:
    """Who insists, doubts or turns back explains nothing; who is idle is led back."""
    insists = "argue" in found and "reframe" not in found
    turned = "blunt_but" in found and "apology" not in found and "blame" not in found
    if insists or turned or "doubt" in found or "threaten" in found:
        found.pop("explain", None)
    if "decline" in found and found.get("show_weakness", _SURE).confidence < _SURE.confidence:
        del found["show_weakness"]
    return found


def _idle(found: Found, spoken: Spoken, context: Context) -> Found:
    """An idle remark that is answered with the matter itself is led aside."""
    last = context[-1][1] if context and context[-1][0] == "customer" else ""
    to_the_matter = any(
        x in found for x in ("closed_question", "act_now", "open_question", "offer")
    )
    if _IDLE.search(normalised(last[:2000])) and to_the_matter and "cold" not in found:
        found.setdefault("deflect", Evidence("deflect", spoken.raw, 0.7))
    return found


def _remedy(found: Found, _spoken: Spoken, _: Context) -> Found:
    """Several ways are offers; a remedy is an offer."""
    for label in ("choices", "compensate"):
        if label in found and "offer" not in found:
            found["offer"] = Evidence("offer", found[label].quote, 0.7)
    return found


_RULES: tuple[Callable[[Found, Spoken, Context], Found], ...] = (
    _blunt,
    _again,
    _wall,
    _remedy,
    _no_reasons,
    _idle,
)
