"""Home with its tasks and event, tasks, events, a timeline and what followed, for pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.operations import demo_community, demo_doings
from app.operations.campaigns import Campaign


def fill(campaign: Campaign, now: datetime) -> None:
    """The invented contacts and what happened with them."""
    ref = campaign.store.petitions.all()[0].ref
    if not campaign.store.tasks.open():
        if not campaign.store.contacts.tags():
            demo_community.fill(campaign.store, ref, now=now)
        demo_doings.fill(campaign.store, ref, now=now)


def grab_doings(window: Any, grab: Callable[[str], None], theme: str, _: Path) -> None:
    """Each page at its usual and at its least size."""
    for page in ("home",):
        window.show_page(page)
        grab(f"{theme}-doings-{page}")
        window.resize(1000, 640)
        grab(f"{theme}-doings-{page}-small")
        window.resize(1280, 800)
