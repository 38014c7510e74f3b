"""Colours and type of the whole window, from data: resources/theme."""

from __future__ import annotations

import re
import sys
import tomllib
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from app.messages import tr
from app.paths import RESOURCES

THEMES = RESOURCES / "theme"
_POINTS, _PIXELS = 10.0, 40 / 3
"""The type for which sizes are given; where the system’s is larger, so are they."""

_HANGUL_FAMILY = tr("Noto Sans KR")


@cache
def colours(name: str) -> dict[str, str]:
    """The palette called “light” or “dark”, by role."""
    found = tomllib.loads((THEMES / f"{name}.toml").read_text(encoding="utf-8"))
    return {role: str(value) for role, value in found.items()}


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG computes it, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Theme:
    """The theme in use; follows the system until a person chooses one."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._chosen = ""
        self._listen = application.styleHints().colorSchemeChanged
        self._listen.connect(self.apply)

    @property
    def name(self) -> str:
        """“light” or “dark”."""
        if self._chosen:
            return self._chosen
        scheme = self._application.styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def choose(self, name: str) -> None:
        """Takes “light” or “dark”, or follows the system again with an empty name."""
        self._chosen = name
        self.apply()

    def apply(self) -> None:
        """Gives the application its palette, font and style sheet."""
        current.name = self.name
        application = self._application
        application.setStyle(tr("Fusion"))
        application.setFont(_font())
        current.scale = max(1.0, QFontInfo(application.font()).pixelSize() / _PIXELS)
        palette = colours(self.name)
        application.setPalette(_palette(palette))
        application.setStyleSheet(_style_sheet(palette))


class _Current:
    """Which palette painting code has to use, and how much larger than usual the type is."""

    name = "light"
    scale = 1.0


current = _Current()


def colour(role: str) -> QColor:
    """The colour of a role in the theme in use."""
    return QColor(colours(current.name)[role])


def _style_sheet(palette: dict[str, str]) -> str:
    text = (THEMES / "style.qss").read_text(encoding="utf-8")
    values = palette | {
        "chevron": (THEMES / f"chevron-{current.name}.svg").as_posix(),
        "dash": (THEMES / f"dash-{current.name}.svg").as_posix(),
        "tick": (THEMES / f"tick-{current.name}.svg").as_posix(),
    }
    text = re.sub(r"@(\w+)@", lambda found: values[found[1]], text)
    points = QApplication.font().pointSizeF() / _POINTS
    return re.sub(r"(?<=font-size: )\d+(?=pt)", lambda size: f"{int(size[0]) * points:g}", text)


def grown(pixels: int) -> int:
    """`pixels` that are given for the usual type, as many as the system's type needs."""
    return round(pixels * current.scale)


def _palette(palette: dict[str, str]) -> QPalette:
    made = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "window"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "head"),
        (roles.Button, "surface"),
        (roles.Text, "text"),
        (roles.WindowText, "text"),
        (roles.ButtonText, "text"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "accent_text"),
        (roles.PlaceholderText, "muted"),
        (roles.Link, "accent"),
        (roles.ToolTipBase, "surface"),
        (roles.ToolTipText, "text"),
    ):
        made.setColor(role, QColor(palette[name]))
    return made


def _font() -> QFont:
    """The system's interface font, with ours for Hangul where the system brings none."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = [family for family in font.families() if family in QFontDatabase.families()]
    if sys.platform not in {"win32", "darwin"}:
        _add_hangul()
        families.append(_HANGUL_FAMILY)
    font.setFamilies(families)
    font.setPointSizeF(max(_POINTS, font.pointSizeF()))
    return font


@cache
def _add_hangul() -> None:
    for file in (tr("NotoSansKR-Regular.ttf"), tr("NotoSansKR-Bold.ttf")):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / file))
