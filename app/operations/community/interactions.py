"""What happened with a contact: logged with its outcome and the next step; who waits for us."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain import names
from app.domain.community.contact import Contact
from app.domain.community.doings import INTERACTIONS, Interaction, Outcome
from app.domain.community.tasks import Task
from app.errors import AppError, NotFoundError
from app.messages import tr
from app.operations.community import tasks
from app.operations.community.contacts import numbered
from app.store.store import Store

NOTE_LIMIT = 5_000

NOT_REACHED: frozenset[Outcome] = frozenset(
    {"no-answer", "message-left", "wrong-number", "moved"}
)  # fmt: skip
"""Outcomes after which who waited for our answer still waits."""

_OPEN: frozenset[Outcome] = frozenset({"sent", "message-left"})
"""Outcomes of ours that a reply closes."""


def log(
    store: Store,
    interaction: Interaction,
    *,
    then: Task | None = None,
    assigned: str = "",
    now: datetime | None = None,
) -> str:
    """Keeps what happened with a contact and gives its id.

    What came in marks what we sent before as answered; what reached them gives the answer that
    they waited for. `then` is the next step, about the same contact, for the volunteer `assigned`.
    """
    contact = store.contacts.of_ids([interaction.contact])[interaction.contact]
    if now and interaction.at > now:
        raise AppError("{at:%d/%m/%Y %H:%M} lies ahead: say when it was.", at=interaction.at)
    interaction = replace(interaction, note=names.lines(interaction.note))
    if len(interaction.note) > NOTE_LIMIT:
        raise AppError("A note has at most {limit:,} characters.", limit=NOTE_LIMIT)
    label = tr("Log: {kind}, {name}", kind=INTERACTIONS[interaction.kind], name=numbered(contact))
    with store.step(label):
        _answer(store, interaction)
        key = store.interactions.add([interaction])[0]
        if then:
            tasks.put(store, then, assigned=assigned, now=now or interaction.at)
    return key


def _answer(store: Store, new: Interaction) -> None:
    """What the earlier ones become by this one: replied to, or answered."""
    if new.direction == "out":
        if new.kind != "note" and new.outcome not in NOT_REACHED:
            store.interactions.answered(new.contact)
        return
    earlier = store.interactions.of_contact(new.contact)
    sent = next(
        (
            one
            for one in earlier
            if one.direction == "out"
            and one.outcome in _OPEN
            and not one.answer
            and one.at <= new.at
        ),
        None,
    )
    if sent is None:
        return
    store.interactions.answer(sent.id, "given")
    for made, line in store.outreach.of_contact(new.contact):
        if made.id == sent.outreach:
            store.outreach.key(line.id, "replied", new.at)


def unlog(store: Store, contact: Contact, interaction: str) -> Interaction:
    """Removes what was logged with a contact by mistake; what it had answered is open again."""
    kept = store.interactions.of_contact(contact.id)
    wrong = next((one for one in kept if one.id == interaction), None)
    if wrong is None:
        raise NotFoundError(
            "Nothing is logged with contact {number} under “{id}”: look at its timeline.",
            number=contact.number,
            id=interaction,
        )
    words = tr("Remove: {kind}, {name}", kind=INTERACTIONS[wrong.kind], name=numbered(contact))
    with store.step(words):
        store.interactions.remove(wrong.id)
        rest = [one for one in kept if one is not wrong]
        for one in rest:
            still = any(_closes(later, one) for later in rest)
            if one.answer == "given" and _closes(wrong, one) and not still:
                store.interactions.answer(one.id, "wanted" if one.direction == "in" else "")
    return wrong


def _closes(later: Interaction, earlier: Interaction) -> bool:
    """Whether one of ours answers what they asked, or one of theirs what we sent."""
    if later.direction == earlier.direction or later.at < earlier.at:
        return False
    return later.direction == "in" or (later.kind != "note" and later.outcome not in NOT_REACHED)


def waiting(store: Store) -> list[tuple[Contact, Interaction]]:
    """Who waits for our answer since when, each once, the longest first."""
    asked: dict[str, Interaction] = {}
    for one in store.interactions.waiting():
        asked.setdefault(one.contact, one)
    known = store.contacts.of_ids(list(asked))
    return [(known[key], one) for key, one in asked.items() if not known[key].deceased]
