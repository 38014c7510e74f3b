"""Consent and segments: the page, the card, the dialogues, the paper; for `tests.pictures`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.community.consent import Evidence
from app.domain.community.segment import Condition
from app.domain.signature import RowEntry
from app.operations.community import consent_papers, consents, contacts, opt_ins, segments


def grab_consents(
    window: Any,
    grab: Callable[[str], None],
    draw: Callable[[Path, Path], None],
    theme: str,
    out: Path,
) -> None:
    """The card of one contact with its history, the dialogues, and the page of segments."""
    from app.ui.widgets.consent_dialog import RecordDialog, WithdrawDialog
    from app.ui.widgets.opt_in_dialog import OptInDialog
    from app.ui.widgets.optins_strip import OptInsDialog

    session = window.session
    store, now = session.store, session.clock()
    if store.segments.named("Volunteers") is None:
        _fill(session)
        for language in ("en", "ko"):
            paper = out / f"consent-ledger-{language}.pdf"
            paper.write_bytes(
                consent_papers.draw(store, contacts.get(store, "1"), language, now=now)
            )
            draw(paper, out)
    window.show_page("segments")
    page = window.page("segments")
    for row, name in enumerate(("search", "list")):
        page.table.selectRow(row)
        grab(f"{theme}-segments-{name}")
    page.new_segment()
    grab(f"{theme}-segments-new")
    window.resize(1000, 640)
    page.table.selectRow(0)
    grab(f"{theme}-segments-small")
    window.resize(1280, 800)
    window.show_page("contacts")
    people = window.page("contacts")
    people.show_contact(contacts.get(store, "1").id)
    card = people.detail.consents
    card.more.click()
    grab(f"{theme}-contacts-strip")
    people.detail.ensureWidgetVisible(card.history)
    grab(f"{theme}-contacts-consents")
    card.more.click()
    one, ref = contacts.get(store, "1"), session.petition.ref
    code = store.sheets.of_petition(session.petition.id)[0].code
    for name, dialog in (
        ("record", RecordDialog(session, one, people)),
        ("withdraw", WithdrawDialog(session, one, people)),
        ("opt-in", OptInDialog(session, people, code, 2)),
        ("opt-ins", OptInsDialog(session, ref, opt_ins.plan(store, ref, now=now), people)),
    ):
        dialog.show()
        grab(f"{theme}-contacts-consents")
        dialog.grab().save(str(out / f"{theme}-consent-{name}.png"))
        dialog.reject()


def _fill(session: Any) -> None:
    """Segments, signatories who wait, and a ledger with all that can stand in it."""
    store, now, record = session.store, session.clock(), session.petition
    asked = (
        Condition("language", ("ko",)),
        Condition("district", ("KT3",)),
        Condition("consent", (f"post news {record.ref}",)),
        Condition("contacted", ("30",), holds=False),
        Condition("deceased", holds=False),
    )
    segments.add(store, "Korean readers in KT3", asked, now=now)
    some = [one.id for one in store.contacts.all()][3:9]
    segments.add(store, "Tea on Friday", contacts=some, now=now)
    segments.add(store, "Volunteers", [Condition("tag", ("volunteer",))], now=now)
    with store.step("Import"):
        for at in range(12):
            one = RowEntry(0, f"Isla Quayle {at}", origin="online", opt_ins=("email",),
                           email=f"q{at}@quayle.example", external_id=f"q-{at}")  # fmt: skip
            store.signatures.add(record.id, None, one)
    person = contacts.get(store, "1")
    code = store.sheets.of_petition(record.id)[0].code
    words = {one.key: one.text for one in consents.wordings(store, record.ref)}
    slip = Evidence("slip", now.date(), f"{code} 3", words["slip-en"])
    ways = [consents.topic(store, one, "news", record.ref) for one in ("text", "email")]
    consents.record(store, person, ways, slip, given=True, now=now)
    letter = Evidence("letter", now.date(), "letter of Monday")
    consents.record(store, person, ways[0], letter, given=False, now=now)
    phone = consents.topic(store, "phone", "news", record.ref)
    consents.record(store, person, phone, letter, given=False, now=now)
    store.undo(now)
