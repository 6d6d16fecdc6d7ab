# SPDX-License-Identifier: Apache-2.0
"""A small scene without findings, its persona, coach, lesson; and one to be played through."""

from trainer_gui.domain.taxonomy import FAULTS

PERSONA = """\
id: regular
name: 老客户
reactions:
  empathy: {anger: -8, trust: 4}
  blame: {anger: 10, trust: -6}
"""

COACH = """\
faults:
  blame: [别怪她——先认可她的感受]
moves:
  empathy: [她在气头上——先认可心情]
  act_now: [她要动作——说出你现在就查]
  restate: 她怕你没听——复述一遍
self_control:
  - idea: not_about_me
    title: 抱怨不是针对我
    triggers: [attack, abuse]
    wordings: [抱怨不是针对我, 她气的是事不是我, 这不是冲着我来的]
"""

RULES = """\
dimensions:
  soothing: {weight: 25, moves: [empathy], floor: 10, ceiling: 95}
  listening: {weight: 15}
  explaining: {weight: 15}
  solution: {weight: 25}
  conduct: {weight: 10}
  self_control: {weight: 10}
signals:
  hot: [气死]
heat: {start: 50, signals: {hot: 25}}
needs:
  soothe:
    dimension: soothing
    when: {customer: hot, reply: "<= 2"}
    any: empathy
    says: {zh: 顾了心情, en: Feelings first}
    missed: {zh: 没顾心情, en: Feelings left alone}
rules:
  harm:
    when: {any: [FAULTS]}
    points: {conduct: -20}
    says: {zh: 伤人, en: It hurt}
way: {zh: 做到了, en: Done}
way_missed: {zh: 没做, en: Left out}
""".replace("FAULTS", ", ".join(FAULTS))

GROUP = """\
id: counter
name: 柜台前的话
nudges: {angry: [怎么不吱声了？]}
"""

SCENE = """\
id: T01
title: 谁动了我的套餐
difficulty: 2
persona: regular
customer: {name: 周女士}
briefing: {place: 营业厅, role: 前台营业员, situation: 她说套餐被人改了。}
facts:
  sms:
    text: 她上个月回过一条短信
    source: ask
    cue: [短信]
opening: storm_in
beats:
  storm_in:
    lines:
      calm: [我的套餐怎么变了。]
      annoyed: [谁动了我的套餐？]
      angry: [谁让你们动我套餐的！]
      furious: [你们凭什么动我套餐！]
    expect: [[empathy, act_now]]
    hints: {empathy: 她觉得被欺负——先认可心情}
    model:
      - say: 换了谁都得急，我现在就给您查。
        moves: [empathy, act_now]
    rules:
      - when: {all: [empathy, act_now]}
        to: looked_up
  looked_up:
    lines:
      calm: [那你查出什么了。]
      annoyed: [查到了没有？]
      angry: [查半天查出什么了！]
      furious: [你倒是说话呀！]
    expect: [[restate]]
    hints: {restate: 她怕你没听——复述一遍}
    model:
      - say: 您是说上个月开始多扣了二十块，对吗？
        moves: [restate]
    rules:
      - when: {asked: sms}
        to: calmed
        reveals: sms
      - when: {visits: ">= 4"}
        to: resigned
always:
  - when: {anger: ">= 97"}
    to: walk_out
retorts: {blame: {angry: 合着还怪我了？}}
endings:
  calmed:
    {outcome: satisfied, title: 查清了, comment: 先接住了情绪。, lines: {calm: 行，那我明白了。}}
  resigned: {outcome: resigned, title: 算了, comment: 没问到要紧的。}
  walk_out: {outcome: walked_out, title: 走了, comment: 火上浇油。}
authority: {may: [最多减免二十块]}
"""

LESSON = """\
id: L01
title: 先接心情，再办事
trains: [empathy, act_now]
avoids: blame
what: 人在气头上听不进道理。先接住心情，话才进得去。
when: [客户一来就嚷, 你一解释她更急]
when_not: 客户只想快点办完
steps: [说出她的感受, 说你马上做什么]
cases: [T01]
customer: {name: 高女士}
demonstration:
  scene: 她排了四十分钟的队
  poor:
    - {customer: 排到我你说下班？, anger: 60}
    - {trainee: 这个不归我管。}
    - {comment: 一句话就把她推远了。}
    - {customer: 那归谁管？你把他叫来！, anger: 75}
    - {comment: 更气了。}
  good:
    - {customer: 排到我你说下班？, anger: 60}
    - {trainee: 换了谁白等这么久都生气。我现在就给您办。, moves: [empathy, act_now]}
    - {comment: 先接住了心情。}
    - {customer: 行，那快一点吧。, anger: 30}
    - {comment: 她缓下来了。}
drill:
  - {customer: 我都跑了三趟了！, expect: [[empathy]], model: 换了谁跑三趟都累。, tip: 先接住心情}
  - {customer: 你们是不是不想办？, expect: [[act_now]], model: 我现在就给您查。, tip: 说动作}
  - {customer: 这点事要几天？, expect: [[act_now]], model: 我现在就打电话催。, tip: 说动作}
  - {customer: 钱扣了，网没通！, expect: [[empathy]], model: 换了谁都得急。, tip: 先接住心情}
  - customer: 孩子等着上网课呢！
    anger: 70
    expect: [[empathy, act_now]]
    model: 换了谁当家长都着急，我现在就看您的线路。
    tip: 两样一起做
"""

SHARING = SCENE.replace("opening:", "shared: counter\nopening:", 1)
"""The scene with the lines of `GROUP`."""

PLAYABLE = SCENE
for _old, _new in (
    ("when: {asked: sms}", "when: {any: restate}"),
    ("always:", 'always:\n  - {when: {turns: ">= 9"}, to: resigned}'),
    ("always:", "always:\n  - {when: {any: abuse}, to: walk_out, shift: {anger: 9}}"),
    ("  calmed:\n", "  gone: {outcome: walked_out, title: 走了, comment: 不理她。}\n  calmed:\n"),
    ("opening:", "silent_ending: gone\nopening:"),
    ("        reveals: sms\n", "        reveals: sms\n        shift: {anger: -9}\n"),
):
    assert _old in PLAYABLE
    PLAYABLE = PLAYABLE.replace(_old, _new, 1)
