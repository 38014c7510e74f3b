"""Messages while somebody still chooses: what stands in their way is usual, and no refusal."""

from __future__ import annotations

from datetime import datetime

from app.errors import AppError
from app.operations.outreach import email_drafts
from app.operations.outreach.email_drafts import Drafts, DraftWish
from app.store.store import Store


def attempt(
    store: Store, wish: DraftWish, now: datetime
) -> tuple[Drafts, None] | tuple[None, AppError]:
    """The messages, or what stands in their way."""
    try:
        return email_drafts.prepare(store, wish, now=now), None
    except AppError as refusal:
        return None, refusal
