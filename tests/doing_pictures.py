"""Home with its tasks and event, tasks, events, a timeline and what followed, for pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.community.followed import Followed, Step
from app.operations.campaign import demo_community, demo_doings
from app.operations.campaign.campaigns import Campaign
from app.operations.petition import followed


def fill(campaign: Campaign, now: datetime) -> None:
    """The invented contacts and what happened with them."""
    ref = campaign.store.petitions.all()[0].ref
    if not campaign.store.tasks.open():
        if not campaign.store.contacts.tags():
            demo_community.fill(campaign.store, ref, now=now)
        demo_doings.fill(campaign.store, ref, now=now)


def grab_doings(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """Each page at its usual and at its least size."""
    for page in ("home", "tasks", "events"):
        window.show_page(page)
        grab(f"{theme}-doings-{page}")
        window.resize(1000, 640)
        grab(f"{theme}-doings-{page}-small")
        window.resize(1280, 800)
    grace = next(one for one in window.session.store.contacts.all() if one.name.startswith("Grace"))
    window.page("home").people_for.emit("contacts", (grace.id,))
    detail = window.page("contacts").detail
    grab(f"{theme}-doings-timeline")
    detail.verticalScrollBar().setValue(detail.verticalScrollBar().maximum())
    grab(f"{theme}-doings-timeline")
    window.show_page("home")
    bar = window.page("home").area.verticalScrollBar()
    bar.setValue(bar.maximum())
    grab(f"{theme}-doings-home-below")
    _grab_log(window, grace, theme, out)
    _grab_followed(window, grab, theme, out)


def _grab_followed(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """The card of what followed, the note of a step, and whom to tell."""
    from app.ui.hand_in.followed_card import StepNote, tell_of

    session = window.session
    record, today = session.petition, session.clock().date()
    steps: tuple[tuple[Step, int, str, str], ...] = (
        ("presented", 12, "", "By our Member, just before the adjournment."),
        ("hansard", 11, "[P002248]", ""),
    )
    if len(followed.steps(session.store, record.ref)) < 3:
        for step, ago, reference, note in steps:
            made = Followed(step, today - timedelta(days=ago), reference, note)
            followed.note(session.store, record.ref, made, today=today)
    window.show_page("hand_in")
    page = window.page("hand_in")
    grab(f"{theme}-doings-followed")
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    grab(f"{theme}-doings-followed")
    presented = next(
        one for one in followed.steps(session.store, record.ref) if one.step == "presented"
    )
    for name, dialog in (
        ("note", StepNote(page, session, record)),
        ("tell", tell_of(page, session, record, presented, lambda *_: None)),
    ):
        dialog.show()
        dialog.grab().save(str(out / f"{theme}-followed-{name}.png"))
        dialog.close()


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
