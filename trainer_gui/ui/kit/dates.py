# SPDX-License-Identifier: Apache-2.0
"""Days in the language of the screens."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from trainer_gui.application.messages import Messages


def day_words(day: int, messages: Messages) -> str:
    """A day that is counted as `date.toordinal` does, short; the year only where it is another."""
    then = date.fromordinal(max(1, day))
    this_year = then.year == QDate.currentDate().year()
    form = messages("date.day" if this_year else "date.day_of_year")
    locale = QLocale("zh_CN" if messages.language == "zh" else "en_GB")
    return locale.toString(QDate(then.year, then.month, then.day), form)
