"""What the gate's test makes to reach people, each read back as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from app.domain.outreach.outreach import Audience
from app.domain.outreach.rounds import RoundKind
from app.operations.outreach import (
    email_drafts,
    mailing,
    prepared_post,
    rounds,
    text_lists,
)
from app.operations.outreach.email_drafts import DraftWish
from app.operations.outreach.prepared_post import EnvelopeOrder, LabelOrder, LetterOrder, Post
from app.operations.outreach.rounds import Wish
from app.store.store import Store
from tests.documents.pdfs import words


def _letters(store: Store, audience: Audience, out: Path, now: datetime) -> str:
    wanted = LetterOrder("host", empty="print")
    return _posted(store, mailing.prepare_letters(store, audience, wanted, now=now), out, now)


def _labels(store: Store, audience: Audience, out: Path, now: datetime) -> str:
    return _posted(store, mailing.prepare_labels(store, audience, LabelOrder(each="person")), out,
                   now)  # fmt: skip


def _envelopes(store: Store, audience: Audience, out: Path, now: datetime) -> str:
    made = mailing.prepare_envelopes(store, audience, EnvelopeOrder(with_sender=False))
    return _posted(store, made, out, now)


def _posted(store: Store, made: Post, out: Path, now: datetime) -> str:
    mailing.write(store, made, prepared_post.draw(made), out, now=now)
    return words(out.read_bytes())


def _round(kind: RoundKind) -> Paper:
    def make(store: Store, audience: Audience, out: Path, now: datetime) -> str:
        rounds.write(store, rounds.prepare(store, Wish(kind, audience)), out, now=now)
        return words(out.read_bytes())

    return make


def _drafts(store: Store, audience: Audience, out: Path, now: datetime) -> str:
    wish = DraftWish(audience, "volunteer", {"needed": "Tea on Friday"})
    email_drafts.write_each(store, email_drafts.prepare(store, wish, now=now), out, now=now)
    read = (message_from_bytes(one.read_bytes(), policy=default) for one in out.iterdir())
    return " ".join(one.as_string() for one in read)


def _texts(store: Store, audience: Audience, out: Path, now: datetime) -> str:
    made = text_lists.prepare(store, audience)
    table = text_lists.draw(made)
    text_lists.write(store, made, table, out, confirmed=table.people, now=now)
    return out.read_text(encoding="utf-8")


Paper = Callable[[Store, Audience, Path, datetime], str]


PAPERS: dict[str, tuple[str, Paper]] = {
    "letters": ("post", _letters),
    "labels": ("post", _labels),
    "envelopes": ("post", _envelopes),
    "calls": ("phone", _round("calls")),
    "walks": ("person", _round("walks")),
    "drafts": ("email", _drafts),
    "texts": ("text", _texts),
}
"""What is made to reach people: by which channel, and how; each gives the text of its file."""
