"""Letters and labels in the window, their dialogues and their pages, for `tests.pictures`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.documents.mailing import labels
from app.domain.community.consent import Topic
from app.domain.outreach.outreach import Audience
from app.intake.mailing import label_sheets, mailing_texts
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.outreach import mailing, prepared_post

OCCASION = {
    "occasion": "Thanksgiving supper", "when": "Saturday 5 December, 6 pm",
    "where": "New Malden Hope Church", "ko.occasion": "추수감사절 저녁 식사",
    "ko.when": "12월 5일 토요일 저녁 6시", "ko.where": "뉴몰든 소망교회",
}  # fmt: skip


def fill(campaign: Campaign, now: datetime) -> None:
    """The practice contacts, where there are none yet."""
    store = campaign.store
    if next(store.contacts.all(), None) is None:
        demo_community.fill(store, store.petitions.all()[0].ref, now=now)


def draw(campaign: Campaign, now: datetime, place: Path) -> list[Path]:
    """The documents themselves, for the practice contacts."""
    fill(campaign, now)
    store = campaign.store
    audience = Audience(Topic("post", "news", store.petitions.all()[0].id))
    wanted = prepared_post.LetterOrder("invitation", values=OCCASION)
    posts = {
        "letters": mailing.prepare_letters(store, audience, wanted, now=now),
        "labels": mailing.prepare_labels(store, audience, prepared_post.LabelOrder(start=5)),
        "envelopes": mailing.prepare_envelopes(store, audience, prepared_post.EnvelopeOrder()),
    }
    drawn = {name: prepared_post.draw(post) for name, post in posts.items()}
    drawn["labels-test"] = labels.crosshairs(
        label_sheets()["L7160"], mailing_texts("en")["test"], labels.Offset(0.5, -1)
    )
    files = []
    for name, pdf in drawn.items():
        files.append(place / f"{name}.pdf")
        files[-1].write_bytes(pdf)
    return files


def grab_mailing(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """The page with each kind, in a small window and with names hidden, and both dialogues."""
    from app.ui.mailing.sheets_dialog import SheetsDialog
    from app.ui.widgets.template_dialog import TemplateDialog

    window.show_page("mailing")
    page = window.page("mailing")

    def settle(name: str) -> None:
        page.preview.paper.show_image(None)
        page.look()
        grab(f"{theme}-mailing-{name}")
        last = time.monotonic() + 10
        while page.preview.paper.image is None and page.post and time.monotonic() < last:
            time.sleep(0.02)
            grab(f"{theme}-mailing-{name}")
            if window.session.names_hidden:
                break

    page.letters.choose("invitation")
    settle("asked")
    for key, field in page.letters._asked.items():
        field.set_text(OCCASION[key])
    settle("letters")
    page.letters.choose("thanks")
    settle("thanks")
    page.show_kind("labels")
    page.labels.grid.choose(5)
    settle("labels")
    window.resize(1000, 640)
    settle("labels-small")
    page.show_kind("letters")
    settle("letters-small")
    window.resize(1280, 800)
    page.show_kind("envelopes")
    settle("envelopes")
    window.session.hide_names(True)
    settle("hidden")
    window.session.hide_names(False)
    for name, dialog in (
        ("template", TemplateDialog(window.session, "letter", "thanks", window)),
        ("sheets", SheetsDialog(window.session, "L7160", window)),
    ):
        dialog.show()
        grab(f"{theme}-mailing-{name}-behind")
        dialog.grab().save(str(out / f"{theme}-mailing-{name}.png"))
        dialog.reject()
