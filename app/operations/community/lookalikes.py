"""Contacts who may be one that is at risk, deceased or not to be contacted, kept a second time.

Nothing reaches them until somebody has compared the two: one at risk must not come back by another
door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.domain.community.contact import Contact
from app.domain.duplicates.levels import POSSIBLE
from app.domain.duplicates.marked import Marked
from app.domain.duplicates.people import Name, NameReader
from app.domain.duplicates.person import Pair
from app.intake import name_data
from app.messages import tr
from app.store.store import Store

_REASON = tr("the same name, telephone or email")


@lru_cache(maxsize=65536)
def _read(text: str) -> Name:
    return NameReader(name_data.names()).read(text)


def among(contacts: Iterable[Contact]) -> Marked:
    """Finds who may be one of these that are marked."""
    return Marked(_read, (one for one in contacts if one.marked))


def find(
    store: Store, contacts: Sequence[Contact], *, with_at_risk: bool = False
) -> dict[str, list[str]]:
    """The marked contacts (ids) that each of these may be, by its id; those judged apart are not.

    One who is at risk and nothing else hides nobody where those at risk are asked for.
    """
    if not contacts:
        return {}
    marked = Marked(
        _read,
        (
            one
            for one in store.contacts.marked()
            if one.do_not_contact or one.deceased or not with_at_risk
        ),
    )
    found = {}
    for one in contacts:
        if met := marked.who(one):
            apart = store.contact_pairs.apart_from(one.id)
            found[one.id] = [key for key in met if key not in apart]
    return {key: met for key, met in found.items() if met}


def note(store: Store, contacts: Sequence[Contact]) -> dict[str, list[str]]:
    """As `find`, of those that are not marked themselves; kept as pairs to compare."""
    found = find(store, [one for one in contacts if not one.marked])
    if found:
        with store.derived("contact_pair"):
            store.contact_pairs.add(pair(key, other) for key, met in found.items() for other in met)
    return found


def pair(one: str, other: str) -> Pair:
    """Two contacts (ids) that are to be compared for their name or a way to reach them alone."""
    a, b = sorted((one, other))
    return Pair(a, b, POSSIBLE, (_REASON,))


def remark(store: Store, contact: Contact) -> str:
    """What to say of a contact who may be one that is marked; empty where none is."""
    if contact.marked or not find(store, [contact]):
        return ""
    return tr(
        "Contact {number} may be one who is at risk, deceased or not to be contacted, and is on no "
        "list until the two are compared: see contacts kept twice.",
        number=contact.number,
    )
