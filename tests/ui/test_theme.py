"""Contrast in both themes, computed: text 4.5 to 1, controls 3 to 1."""

from __future__ import annotations

import tomllib

import pytest

from app.paths import RESOURCES

SURFACES = ("window", "surface", "chrome", "head", "tint", "selected")


def palette(name: str) -> dict[str, str]:
    text = (RESOURCES / "theme" / f"{name}.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_and_controls_be_seen(theme: str) -> None:
    colours = palette(theme)
    for surface in SURFACES:
        assert contrast(colours["text"], colours[surface]) >= 4.5
        assert contrast(colours["accent"], colours[surface]) >= 4.5
        if surface not in {"tint", "selected"}:
            assert contrast(colours["muted"], colours[surface]) >= 4.5
            assert contrast(colours["control"], colours[surface]) >= 3
            assert contrast(colours["good"], colours[surface]) >= 3
    for word in ("bad", "warn"):
        assert contrast(colours[word], colours["surface"]) >= 4.5
    assert contrast(colours["text"], colours["bad_tint"]) >= 4.5
    assert contrast(colours["accent_text"], colours["accent"]) >= 4.5


def test_both_themes_name_the_same_roles() -> None:
    assert palette("light").keys() == palette("dark").keys()
