"""Call sheets, walk lists, drafts and the Outreach page, for `tests.pictures`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.community.consent import Topic
from app.domain.community.followed import Followed
from app.domain.outreach.outreach import Audience
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.outreach import email_drafts, result_papers, round_results, rounds, senders
from app.operations.outreach.round_results import Keying

LETTERS = ("A", "H", "T", "M")


def fill(campaign: Campaign, now: datetime, place: Path) -> list[Path]:
    """Makes lists and drafts of the practice contacts, and keys some; gives the documents."""
    store = campaign.store
    ref = store.petitions.all()[0].ref
    if store.contacts.by_number(1) is None:
        demo_community.fill(store, ref, now=now)
    petition = store.petitions.get(ref).id
    files = []
    senders.keep(store, name="New Malden Neighbours", email="hello@neighbours.example",
                 postal="7 Teasel Avenue, NEW MALDEN, KT3 8QD")  # fmt: skip
    for kind, channel, language in (("calls", "phone", "en"), ("walks", "person", "ko")):
        audience = Audience(Topic(channel, "news", petition), caller="Grace Adeyemi",  # type: ignore[arg-type]  # of the tuple
                            today=now.date())  # fmt: skip
        wish = rounds.Wish(kind, audience, date(2026, 12, 4), language)  # type: ignore[arg-type]  # the same
        out = place / f"round-{kind}.pdf"
        made = rounds.write(store, rounds.prepare(store, wish), out, now=now)
        files.append(out)
        if kind == "calls":
            codes = [one.code for one in store.outreach.lines(made.id)]
            for code, letter in zip(codes, LETTERS, strict=False):
                round_results.key(store, [Keying(code, letter)], now=now)
    asked = {"news": "The sheets are out.", "count": "240"}
    wanted = email_drafts.DraftWish(
        replace(audience, topic=Topic("email", "news", petition)), "news", asked
    )
    email_drafts.write_each(
        store, email_drafts.prepare(store, wanted, now=now), place / "drafts", now=now
    )
    with store.step("Keep what followed"):
        for one in (
            Followed("handed-in", date(2026, 11, 10), petition=petition),
            Followed("hansard", date(2026, 11, 18), "[P002248]", petition=petition),
            Followed("reply-due", date(2027, 1, 18), petition=petition),
        ):
            store.followed.add(one)
    posters = place / "result-posters.pdf"
    result_papers.write_posters(store, ref, posters, today=now.date())
    return [*files, posters]


def grab_rounds(
    window: Any, grab: Callable[[str], None], theme: str, draw: Callable[[Path], None]
) -> None:
    """The documents, and the three pages wide and in the smallest window."""
    session = window.session
    if not session.store.rounds.all():
        for file in fill(session.campaign, session.clock(), session.folder.parent):
            draw(file)
    window.show_page("outreach")
    grab(f"{theme}-outreach")
    window.show_page("rounds")
    page = window.page("rounds")
    page.make_list("calls")
    page.making.caller.set_text("Tom Ellery")
    _drawn(page.making)
    grab(f"{theme}-rounds-make")
    page.key_results()
    codes = [
        line.code
        for one in page.keying.lists
        for line in window.session.store.outreach.lines(one.outreach.id)
        if not line.keyed_at
    ]
    page.keying.code.setText(codes[0])
    grab(f"{theme}-rounds-key")
    window.show_page("drafts")
    drafts = window.page("drafts")
    drafts.form.choose("news")
    drafts.form.asked["news"].set_text(
        "The sheets are out: five shops have one.\nLook for the window."
    )
    drafts.prepare()
    grab(f"{theme}-drafts")
    drafts.show_channel("text")
    grab(f"{theme}-texts")
    drafts.show_channel("email")
    window.resize(1000, 640)
    for name in ("outreach", "rounds", "drafts"):
        window.show_page(name)
        grab(f"{theme}-{name}-small")
    page.key_results()
    window.show_page("rounds")
    grab(f"{theme}-rounds-key-small")
    window.resize(1280, 800)


def _drawn(panel: Any) -> None:
    """Waits until the pages are drawn."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    panel._drawer.drawn.connect(loop.quit)
    panel._drawer.refused.connect(loop.quit)
    panel._draw()
    QTimer.singleShot(4000, loop.quit)
    loop.exec()
