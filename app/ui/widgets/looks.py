"""How the validity of a signature looks, on every page."""

from __future__ import annotations

from app.messages import tr

VALIDITY_LOOKS = {
    "valid": ("circle-check", "good", tr("Valid")),
    "similar": ("equal-approximately", "accent", tr("Similar")),
    "invalid": ("circle-x", "bad", tr("Invalid")),
    "unchecked": ("circle-dashed", "muted", tr("Not checked")),
}
"""Icon, its colour and the word of each validity."""
