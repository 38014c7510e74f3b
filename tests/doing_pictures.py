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


def grab_doings(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """Each page at its usual and at its least size."""
    for page in ("home", "tasks"):
        window.show_page(page)
        grab(f"{theme}-doings-{page}")
        window.resize(1000, 640)
        grab(f"{theme}-doings-{page}-small")
        window.resize(1280, 800)
    grace = next(one for one in window.session.store.contacts.all() if one.name.startswith("Grace"))
    window.page("home").people_for.emit("contacts", (grace.id,))
    contacts = window.page("contacts")
    contacts.detail.ensureWidgetVisible(contacts.detail.timeline)
    grab(f"{theme}-doings-timeline")
    _grab_log(window, grace, theme, out)


def _grab_log(window: Any, contact: Any, theme: str, out: Path) -> None:
    """The palette, before and after its first key."""
    from app.ui.widgets.log_dialog import LogDialog

    dialog = LogDialog(window, window.session, contact)
    dialog.show()
    dialog.grab().save(str(out / f"{theme}-log-kind.png"))
    dialog._choose_kind("call")
    dialog.grab().save(str(out / f"{theme}-log-second.png"))
    dialog._open_more()
    dialog._choose_outcome("reached")
    dialog.grab().save(str(out / f"{theme}-log-outcome.png"))
    dialog.close()
