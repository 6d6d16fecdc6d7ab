# SPDX-License-Identifier: Apache-2.0
"""Each label: words that show it, and near misses that must not."""

import pytest

from trainer_gui.domain.taxonomy import LABELS
from trainer_gui.understanding.reader import Reader

READER = Reader()
ANGRY = [("customer", "你们这是怎么办事的？给我个说法！")]
LONG = (
    "首先您这个套餐分好几种情况，然后还要看您是哪一批办的，另外流量和话费是分开算的，再就是副卡也要一起看，"
    "还有宽带是不是绑在上面，绑了又不一样，对了积分也会受影响，以后您要是换号还得重新办，也可能要带证件，反正挺多的。"
)

SHOWN = [
    ("empathy", "换了谁都得着急，我特别理解您的心情。"),
    ("empathy", "搁我身上我也来气。"),
    ("apology", "实在抱歉，给您添麻烦了。"),
    ("own_fault", "是我们没跟您说清楚，责任在我们。"),
    ("thanks", "谢谢您提醒我们。"),
    ("comfort", "您先坐，我给您倒杯水。"),
    ("calm", "您别着急，慢慢说。"),
    ("open_question", "您能跟我说说是怎么回事吗？"),
    ("open_question", "怎么了，您跟我讲讲？"),
    ("closed_question", "您收到过10086的短信吗？"),
    ("closed_question", "您上个月有没有来过营业厅？"),
    ("closed_question", "您是什么时候发现的？"),
    ("restate", "您是说套餐从五十八变成了三十，对吧？"),
    ("act_now", "我现在就给您查。"),
    ("commit", "明天上午十点前我给您回电话。"),
    ("explain", "因为系统收到了那条回复，所以套餐换了。"),
    ("soften", "您说的有道理，只是记录上是从您手机回的短信。"),
    ("reframe", "这里头有个误会，其实对您更划算。"),
    ("decline", "这个我确实没有权限，给您办不了。"),
    ("offer", "我给您改回五十八的套餐，再送您五个G。"),
    ("choices", "两个办法，要么改回来，要么先留着，您挑。"),
    ("consult", "您看这样行吗？"),
    ("compensate", "多扣的钱我给您退回来，再送您两百积分。"),
    ("expectation", "大概要三到五个工作日，下个月一号才生效。"),
    ("relate", "我妈上个月也碰到过一样的事。"),
    ("praise", "像您这么细心的客户真不多见。"),
    ("show_weakness", "我刚来没几天，您多体谅我。"),
    ("save_face", "您说得对，这事您占理。"),
    ("save_face", "谁都有手滑的时候。"),
    ("escalate", "我请值班经理过来看看。"),
    ("deflect", "咱们说回您的套餐。"),
    ("boundary", "请您别骂人，有话好好说。"),
    ("safety", "保安，请到二号台来。"),
    ("advise", "以后收到短信先看清内容再回，服务密码别告诉别人。"),
    ("close", "还有什么可以帮您的吗？没有的话您慢走。"),
    ("argue", "不可能，您记错了。"),
    ("argue", "这回就是您错了。"),
    ("blunt_but", "但是您的号就是这样。"),
    ("blame", "您自己没看清短信，怪谁呀。"),
    ("blame", "您当时怎么不看清楚呢"),
    ("buck_pass", "这个不归我管，您去问10086吧。"),
    ("rule_wall", "规定就是这样，没办法。"),
    ("cold", "下一位！"),
    ("lecture", "你冷静点，嚷什么嚷。"),
    ("abuse", "您可真逗，有病吧。"),
    ("threaten", "那您去告呗，我们奉陪。"),
    ("threaten", "您爱告就去告"),
    ("doubt", "您确定没点过？别是编的吧。"),
    ("doubt", "您是不是想讹我们十块钱？"),
    ("overpromise", "包在我身上，保证全额赔给您。"),
    ("breach", "证件不用看，我偷偷给您改了。"),
    ("slang", "亲，稳住，么么哒。"),
    ("jargon", "您那个要走BOSS，HLR没释放。"),
    ("ramble", LONG),
]

MISSED = [
    ("empathy", "您也得理解一下我们。"),
    ("empathy", "理解归理解，规定摆在那儿。"),
    ("apology", "不好意思，请问您的号码是多少？"),
    ("own_fault", "是您弄错了。"),
    ("thanks", "您得谢谢我，要不是我您还亏着呢。"),
    ("calm", "您急什么？"),
    ("open_question", "怎么可能！"),
    ("open_question", "我查查是怎么回事。"),
    ("closed_question", "您看这样行吗？"),
    ("closed_question", "还有别的需要吗？"),
    ("restate", "您听明白了吗？"),
    ("act_now", "现在办不了。"),
    ("commit", "大概要三天。"),
    ("commit", "我尽快给您办。"),
    ("explain", "我查一下是什么原因。"),
    ("decline", "您不能这么说。"),
    ("offer", "没有人给您改套餐。"),
    ("choices", "您是下午还是晚上收到的？"),
    ("consult", "您别吵行吗？"),
    ("compensate", "这个赔不了。"),
    ("praise", "您可真会挑刺儿。"),
    ("escalate", "您自己去找领导。"),
    ("safety", "再闹我就把您请出去。"),
    ("close", "慢走不送。"),
    ("argue", "您没说错。"),
    ("blunt_but", "您说得对，不过系统里有一条回复。"),
    ("blame", "这不能怪您。"),
    ("blame", "不是您的错。"),
    ("buck_pass", "您不用去找10086，我来帮您问。"),
    ("buck_pass", "这事归我管，您跟我说。"),
    ("rule_wall", "要本人来，是怕别人冒名动您的钱，我帮您约他一起来。"),
    ("cold", "您随便聊，我听着。"),
    ("lecture", "您应该有收到确认短信。"),
    ("blame", "您应该有收到确认短信。"),
    ("threaten", "投诉是您的权利，我把单号写给您。"),
    ("doubt", "我不是怀疑您。"),
    ("overpromise", "我不敢跟您保证今天就好。"),
    ("breach", "密码千万别告诉别人。"),
    ("jargon", "您加个VIP，走WiFi。"),
    ("ramble", "好的，我给您查。"),
    ("broken_record", "还是刚才说的，下个月一号恢复。"),
    ("argue", "我没说您错。"),
    ("argue", "我们可没说是您错了，我再给您查一遍。"),
    ("abuse", "才五十块钱，您至于吗？"),
    ("abuse", "您是不是想讹我们十块钱？"),
    ("open_question", "关我什么事"),
    ("open_question", "这关我什么事？"),
    ("open_question", "您当时怎么不看清楚呢"),
    ("apology", "我对不起你？笑话"),
    ("threaten", "您要投诉是您的权利，我可以帮您登记"),
    ("show_weakness", "我只是个打工的，你跟我喊什么"),
    ("blame", "谁都有手滑的时候。"),
    ("compensate", "这笔减免不了，是已经产生的费用，实在抱歉。"),
    ("boundary", "请您稍等，我核对一下。"),
]


@pytest.mark.parametrize(("label", "reply"), SHOWN, ids=[f"{label}-{r[:8]}" for label, r in SHOWN])
def test_shows(label: str, reply: str) -> None:
    reading = READER.read(ANGRY, reply)
    assert label in reading.labels
    assert reading.quote(label) in reply


def test_belittling_is_cold() -> None:
    assert "cold" in READER.read(ANGRY, "才五十块钱，您至于吗？").held_against().labels


def test_a_farewell_is_no_advice() -> None:
    assert "advise" not in READER.read(ANGRY, "以后有需要再来。").held_against().labels


@pytest.mark.parametrize(
    ("label", "reply"), MISSED, ids=[f"{label}-{r[:8]}" for label, r in MISSED]
)
def test_does_not_show(label: str, reply: str) -> None:
    assert label not in READER.read(ANGRY, reply).held_against().labels


def test_every_label_has_an_example() -> None:
    assert {label for label, _ in SHOWN} | {"broken_record"} == LABELS


def test_broken_record_needs_an_earlier_limit() -> None:
    before = [
        ("customer", "今天就给我改！"),
        ("trainee", "当月改不了，我能给您办的是下个月一号恢复。"),
        ("customer", "我不管！"),
    ]
    again = "我知道您着急，能办的还是刚才说的，下个月一号恢复。"
    assert "broken_record" in READER.read(before, again).labels
    assert "broken_record" not in READER.read(before[:1], again).labels
    asked = [("customer", "改！"), ("trainee", "您好，请问什么事？"), ("customer", "我不管！")]
    assert "broken_record" not in READER.read(asked, again).labels


@pytest.mark.parametrize(
    ("line", "reply", "absent"),
    [
        ("你们说我什么？", "不是我不理解您，是这事得先查。", {"empathy"}),
        ("你是说我错了？", "我没说您错，是我们的短信写得不清楚。", {"argue", "blame"}),
        ("你就是怪我！", "我没有怪您的意思，我是想帮您把这事弄清楚。", {"blame", "argue"}),
        ("你不信我？", "我不是说您撒谎，我信您，我再给您查一遍。", {"doubt"}),
        ("是不是我自己弄错了？", "不是您的问题，是短信写得不清楚。", {"blame"}),
        ("你是说我乱改的？", "没有人说您乱改，我先给您查记录。", {"blame", "argue"}),
        ("又要我去哪个部门？", "我不会让您去找别的部门，我来办。", {"buck_pass"}),
        ("今天能不能生效？", "我不能保证今天生效，最晚下个月一号。", {"overpromise"}),
        ("你也不管是吧？", "这事我管，我可没说不归我管。", {"buck_pass"}),
    ],
)
def test_negation(line: str, reply: str, absent: set[str]) -> None:
    assert not absent & READER.read([("customer", line)], reply).held_against().labels


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("你听见了没有？", "您说“你们就是骗子，有病”，我听到了，您先消消气。"),
        ("他怎么跟我说话的！", "他刚才说“规定就是这样，没办法”，这话不对。"),
        ("你听的什么歌？", "那首歌叫《对不起我爱你》。"),
        ("你记了没有！", "您刚才说我们推诿，说不归我们管，我都记下了。"),
    ],
)
def test_quoted_words_are_not_the_trainees(line: str, reply: str) -> None:
    reading = READER.read([("customer", line)], reply).held_against()
    assert not reading.faults
    assert "apology" not in reading.labels


@pytest.mark.parametrize(
    ("heard", "label"),
    [
        ("实在报歉给您添麻烦了", "apology"),
        ("我現在就給您查", "act_now"),
        ("您別著急，慢慢說", "calm"),
        ("再送您一百机分", "compensate"),
        ("您收到过段信吗", "closed_question"),
        ("我给您换回五十八的套参您看行吗", "offer"),
    ],
)
def test_what_the_recogniser_makes_of_it(heard: str, label: str) -> None:
    reading = READER.read(ANGRY, heard)
    assert label in reading.labels
    assert reading.quote(label) in heard


def test_the_same_answer_for_the_same_words() -> None:
    assert READER.read((), LONG) == Reader().read((), LONG)
