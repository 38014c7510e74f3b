"""Pictures of Contacts, its dialogues, and contacts kept twice, for `tests.pictures`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.community.contact import Contact, Phone, PostalAddress, WrittenName
from app.domain.community.segment import Condition
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.community import contact_doubles, contacts
from app.store.community.contact_query import ContactQuery

TWICE = (
    Contact(
        (WrittenName("김민준"),), language="ko", tags=("fair",), notes="Met at the fair",
        addresses=(PostalAddress(("12 Cobnut Close", "New Malden"), "KT3 8PL"),),
        phones=(Phone("07700 900101", "+447700900101"), Phone("ask at the shop")),
    ),
    Contact(
        (WrittenName("Maggie Ellery"),),
        addresses=(PostalAddress(("9 Teasel Ave",), "KT3 8QD"),),
    ),
    Contact(
        (WrittenName("Rim Myong Chol"),), language="en",
        addresses=(PostalAddress(("4 Quince Gdns",), "KT3 8XE"),),
    ),
)  # fmt: skip
"""Practice contacts who were kept before, as somebody else wrote them."""

_FAIR = ContactQuery((Condition("tag", ("fair",)),))
"""The first of them."""


def fill(campaign: Campaign, now: datetime) -> None:
    """The practice contacts, where there are none yet, and some of them twice."""
    store = campaign.store
    if store.contacts.by_number(1) is None:
        demo_community.fill(store, store.petitions.all()[0].ref, now=now)
    if not store.contacts.count(_FAIR):
        for one in TWICE:
            contacts.add(store, one, now=now)
        grace = contacts.get(store, "5")
        contacts.change(store, _noted(grace))


def _noted(grace: Contact) -> Contact:
    from dataclasses import replace

    return replace(grace, notes="Has the key of the hall. Prefers to be called after six.",
                   role="Volunteer at the Saturday stall")  # fmt: skip


def grab_contacts(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """The empty page, the list with one person, at risk, several, small; and each dialogue."""
    from app.ui.contacts.page import ContactsPage

    session = window.session
    window.show_page("contacts")
    page: ContactsPage = window.page("contacts")
    page._stack.setCurrentIndex(0)
    grab(f"{theme}-contacts-empty")
    fill(session.campaign, session.clock())
    page.reload()
    for name, number in (("", 1), ("-grace", 5), ("-risk", 4), ("-church", 16)):
        page.show_contact(contacts.get(session.store, str(number)).id)
        grab(f"{theme}-contacts{name}")
    page.listed.selectAll()
    grab(f"{theme}-contacts-several")
    page.find_words("teasel")
    window.resize(1000, 640)
    grab(f"{theme}-contacts-small")
    session.hide_names(True)
    grab(f"{theme}-contacts-hidden")
    session.hide_names(False)
    window.resize(1280, 800)
    page.clear_filter()
    _grab_dialogues(window, grab, theme, out)
    window.show_page("contact_doubles")
    if not contact_doubles.was_searched(session.store):
        grab(f"{theme}-contact-doubles-empty")
        contact_doubles.keep(session.store, contact_doubles.find(session.store))
    for at in range(len(window.page("contact_doubles").pairs)):
        window.page("contact_doubles").at = at
        window.page("contact_doubles")._show()
        grab(f"{theme}-contact-doubles-{at + 1}")


def _grab_dialogues(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    from app.ui.contacts.dialogs import RelateDialog, TagDialog
    from app.ui.contacts.form import ContactForm
    from app.ui.contacts.merging import MergeDialog

    session, page = window.session, window.page("contacts")
    from app.operations.community import contact_merging

    one, [two] = contacts.get(session.store, "1"), session.store.contacts.page(_FAIR)
    preview = contact_merging.preview(session.store, one, two, now=session.clock())
    form = ContactForm(page, session, one)
    form.emails.rows[0][0].setText("min jun at home")
    form._check_emails()
    for name, dialog in (
        ("form", form),
        ("form-new", ContactForm(page, session)),
        ("tag", TagDialog(page, session, [one.id, two.id])),
        ("relate", RelateDialog(page, session, one, set())),
        ("merge", MergeDialog(page, session, preview)),
    ):
        dialog.show()
        grab(f"{theme}-contacts")
        dialog.grab().save(str(out / f"{theme}-contacts-{name}.png"))
        dialog.reject()
