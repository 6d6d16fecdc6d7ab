# SPDX-License-Identifier: Apache-2.0
"""Which fonts the screens use: the system's Chinese font, else Noto Sans SC from its package."""

from PySide6.QtGui import QFont, QFontDatabase

_PREFERRED = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


def font_families(system: QFont) -> list[str]:
    """Families to try in order, the first for Latin text as well."""
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if not chinese:
        from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415 - only where nothing else is there

        number = QFontDatabase.addApplicationFont(str(sans_path()))
        bundled = QFontDatabase.applicationFontFamilies(number)
        return [*bundled, system.family()]
    best = next((name for name in _PREFERRED if name in chinese), chinese[0])
    return [system.family(), best]
