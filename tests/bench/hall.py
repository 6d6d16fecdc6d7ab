# SPDX-License-Identifier: Apache-2.0
"""A service hall in numbers: the babble of many synthetic voices, at a level in dB.

The level is that of a desk microphone 30 cm from a person who speaks at 70 dB there, set so that
this person comes in at -26 dB of full scale: hall noise of 65 dB is 5 dB below the trainee.
"""

import numpy as np

from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.sessions.recording import resampled
from trainer_gui.adapters.voice.kokoro import Kokoro
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import TIMBRES, VoiceStyle

NORMAL_DB = 70.0
NORMAL_DBFS = -26.0
TALKERS = 12
SAYINGS = (
    "您好，我想问一下宽带什么时候能装好，等了快一个礼拜了。",
    "身份证带了吗？带了就在这边签个字，然后到三号窗口。",
    "我上个月的账单怎么多出来二十八块钱，你帮我看看是什么费用。",
    "请问换卡是在这里排队吗？前面还有几个人？",
    "这个套餐有六十个G的流量，通话是五百分钟，超出以后按量计费。",
    "妈妈，我们什么时候回家呀？我想喝水。",
    "请三十六号顾客到二号柜台办理业务。",
    "不着急，你慢慢找，手机号码记得是多少吗？",
)


def voices() -> list[np.ndarray]:
    """Every saying in several voices, 16 kHz, each at the same power."""
    engine = Kokoro()
    said = []
    for i, text in enumerate(SAYINGS):
        for timbre in (TIMBRES[i % 6], TIMBRES[(i + 2) % 6]):
            pcm = engine.render(text, VoiceStyle(timbre), Band.CALM)
            sound = resampled(pcm).astype(np.float32) / 32768
            loud = np.abs(sound) > 0.02
            said.append(sound / np.sqrt(np.mean(sound[loud] ** 2)))
    return said


def babble(said: list[np.ndarray], seconds: float, level_db: float, seed: int) -> bytes:
    """People who talk all around, near and far, in a room that reverberates."""
    random = np.random.default_rng(seed)
    length = int(seconds * RATE)
    mixed = np.zeros(length, np.float32)
    for _ in range(TALKERS):
        gain = 10 ** (random.uniform(-9, 0) / 20)
        at = -int(random.uniform(0, 4) * RATE)
        while at < length:
            voice = said[random.integers(len(said))]
            pitch = random.uniform(0.88, 1.14)
            places = np.arange(int(len(voice) / pitch)) * pitch
            voice = np.interp(places, np.arange(len(voice)), voice).astype(np.float32)
            start, end = max(0, at), min(length, at + len(voice))
            if end > start:
                mixed[start:end] += gain * voice[start - at : end - at]
            at += len(voice) + int(random.uniform(0.2, 2.5) * RATE)
    decay = np.arange(int(0.6 * RATE)) / (0.6 * RATE)
    tail = random.standard_normal(len(decay)) * np.exp(-6.9 * decay)
    tail /= np.sqrt(np.sum(tail**2))
    tail[0] = 1.0  # as much straight from the mouths as from the walls
    size = 1 << (length + len(tail)).bit_length()
    room = np.fft.irfft(np.fft.rfft(mixed, size) * np.fft.rfft(tail, size), size)[:length]
    room += 0.05 * np.sqrt(np.mean(room**2)) * random.standard_normal(length)
    wanted = 10 ** ((NORMAL_DBFS + level_db - NORMAL_DB) / 20)
    room *= wanted / np.sqrt(np.mean(room**2))
    return (np.clip(room, -1, 1) * 32767).astype("<i2").tobytes()
