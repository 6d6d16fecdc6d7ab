# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  (an alternative stays on its line)
"""What a reply promises: what, by whom, until when, how much; and how it addresses the customer."""

import re
from collections.abc import Iterable

from trainer_gui.domain.reading import Evidence, Promise
from trainer_gui.understanding.text import Span, Spoken

_IN_TIME = frozenset(("commit", "overpromise"))
"""Labels of replies that name a time by which something is done."""
_IN_KIND = frozenset(("compensate", "overpromise"))
"""Labels of replies that name what the customer is given."""

_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百千万半几]+)"
_DAY = r"(?:今天|今晚|今儿|明天|明早|明晚|明儿|后天|大后天|本周|这周|下周|周末|月底|年底|下个?月|这个月|次月|当天|当场|[这下]?(?:周|星期|礼拜)[一二三四五六日天末])"
_HOUR = rf"(?:(?:凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)(?:{_NUMBER}点(?:半|钟|{_NUMBER}分?)?)?|{_NUMBER}点(?:半|钟)?)"
_LENGTH = rf"{_NUMBER}个?(?:半)?(?:小时|钟头|分钟|工作日|星期|礼拜|月|天|周)"
_SHIFT = r"(?:下班|天黑|关门|闭店|打烊|晚饭)(?:之前|以前|前)"
_UNTIL = re.compile(
    rf"(?:最[迟晚多])?(?:(?:{_DAY}|{_NUMBER}[号日])(?:的)?(?:{_SHIFT}|{_HOUR}?(?:之前|以前|前|之内|以内|内)?)"
    rf"|{_HOUR}(?:之前|以前|前)|{_SHIFT}|{_LENGTH}(?:之内|以内|内|之前|以前|前|后)?)"
)
_AMOUNT = re.compile(
    rf"{_NUMBER}(?:块{_NUMBER}|块钱|块|元|毛|万|积分|个?积分|倍|兆|G|天(?=的?(?:话费|月租|费|使用|会员))"
    r"|张券|折)(?:钱)?|全额|双倍|全部(?=退|赔|返)|半价|一半"
)
_DOER = re.compile(
    r"我们|咱们|我这边|我|(?:值班)?(?:经理|主管|店长|站长|班长|组长|主任|领导)|师傅|同事|专员|技术员?|工程师|公司"
    r"|后台|财务|仓库|总部|物流|快递员?|客服"
)
_UNSURE = re.compile(
    r"不(?:能|敢|会|好|可以|一定|了)|没(?:法|办法|有|人)|无法|无权|大概|可能|一般|通常|估计|也许|说不准|要是|如果"
    r"|(?:您|你)(?:去|自己|得|说|看)|(?:昨|前)[天晚]|上[周个]|去年|刚才"
)
_EDGES = "，。！？；：、… "
_SHORT = 3
"""Characters of a clause that say no more than when or how much."""


def promises(spoken: Spoken, evidence: Iterable[Evidence]) -> tuple[Promise, ...]:
    """What a reply promises: the clauses that name a time or an amount for it.

    Args:
        spoken: The reply.
        evidence: What was understood of it; without a commitment, no time is one.
    """
    labels = {e.label for e in evidence}
    found: list[Promise] = []
    for place, clause in enumerate(spoken.clauses):
        words = spoken.slice(clause)
        if spoken.quoted(clause) or spoken.asks(clause) or _UNSURE.search(words):
            continue
        until = _UNTIL.search(words) if labels & _IN_TIME else None
        amount = _AMOUNT.search(words) if labels & _IN_KIND else None
        if until or amount:
            end = clause.end
            rest = words[until.end() :] if until else words
            if len(rest.strip(_EDGES)) < _SHORT and place + 1 < len(spoken.clauses):
                end = spoken.clauses[place + 1].end
            found.append(_promise(spoken, Span(clause.start, end), until, amount))
    return tuple(found)


def _promise(
    spoken: Spoken, span: Span, until: re.Match[str] | None, amount: re.Match[str] | None
) -> Promise:
    words = spoken.slice(span)
    what = words.replace(until.group(), "", 1) if until else words
    doer = _DOER.search(what)
    return Promise(
        what=what.strip(_EDGES),
        by=doer.group() if doer else "我",
        until=until.group() if until else "",
        amount=amount.group() if amount else "",
        quote=spoken.raw[span.start : span.end].strip(_EDGES),
    )


def address(spoken: Spoken) -> str:
    """How the customer is addressed: 您, 你, both, or an empty text."""
    own = spoken.own
    return "".join(word for word in ("您", "你") if word in own)
