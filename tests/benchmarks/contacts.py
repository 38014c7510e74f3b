"""Contacts against the plainest reading of the same rows: by their keys, in this run."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.community.contact import Contact, Phone, PostalAddress, WrittenName
from app.domain.community.segment import Condition
from app.store.community.contact_query import ContactQuery
from app.store.store import Store
from tests.campaigns import NOW, open_copy

ROWS, ROUNDS, PAGE = 100_000, 5, 100


def measure() -> Iterator[str]:
    """The list's order, one page of it, and a filter, as multiples of reading by key."""
    with tempfile.TemporaryDirectory() as place, open_copy(Path(place) / "campaign") as campaign:
        store = campaign.store
        with store.step("Add"):
            store.contacts.add_many(map(_contact, range(ROWS)))
        keys = _seconds(lambda: _all_keys(store))
        order = _seconds(lambda: store.contacts.order(ContactQuery()))
        yield f"order of {ROWS:,} contacts: {order / keys:.1f} × reading their keys"
        query = ContactQuery((Condition("kind", ("church",)), Condition("language", ("ko",))))
        found = len(store.contacts.order(query))
        few = _seconds(lambda: store.contacts.order(query))
        yield f"two conditions ({found:,} of {ROWS:,}): {few / keys:.2f} × reading all keys"
        numbers = store.contacts.order(ContactQuery())[ROWS // 2 : ROWS // 2 + PAGE]
        plain = _seconds(lambda: _rows(store, list(numbers)))
        page = _seconds(lambda: store.contacts.by_numbers(numbers))
        yield f"a page of {PAGE} in the middle: {page / plain:.1f} × the bare rows by key"
        for text in ("이연희", "이", "07700012345", "+44 7700 0123", "012345"):
            query = ContactQuery((Condition("words", tuple(text.split())),))
            found = len(store.contacts.order(query))
            took = _seconds(lambda query=query: store.contacts.order(query))  # type: ignore[misc]  # bound at once
            yield (
                f"“{text}” ({found:,} found): {took / keys:.2f} × reading all keys, "
                f"{1000 * took:.0f} ms"
            )


_FAMILIES, _SYLLABLES = "김이박최리정강", "연련희순민준지영"


def _contact(at: int) -> Contact:
    """Every third with a name in Hangul, each with a telephone number."""
    name = f"{('Grace', 'Tom', 'Min-jun')[at % 3]} {('Ellery', 'Kim')[at % 2]}{at}"
    if not at % 3:
        name = "".join((_FAMILIES[at % 7], _SYLLABLES[at % 8], _SYLLABLES[at // 8 % 8]))
    return Contact(
        (WrittenName(name),),
        "person" if at % 50 else "church",
        ("en", "ko")[at // 50 % 2],
        phones=(Phone(f"07700 {at:06}", f"+447700{at:06}"),),
        addresses=(PostalAddress((f"{at % 300 + 1} Elm Road", "NEW MALDEN"), "KT3 8QD"),),
        added_at=NOW,
    )


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _all_keys(store: Store) -> int:
    return len(store.db.execute("SELECT number FROM contact").fetchall())


def _rows(store: Store, numbers: list[int]) -> list[object]:
    return [
        store.db.execute("SELECT * FROM contact WHERE number = ?", (one,)).fetchone()
        for one in numbers
    ]
