"""The gate: every list, letter, label and message asks here who may be on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact
from app.domain.outreach.reaching import LeftOut, Reached, Reason, Standing, why_not
from app.operations.community import lookalikes
from app.store.store import Store


def reach(
    store: Store,
    contacts: Sequence[str],
    about: Topic,
    *,
    caller: str = "",
    with_at_risk: bool = False,
    today: date | None = None,
) -> Reached:
    """Who of `contacts` (ids, in the order wanted) may be reached for a topic, and who may not.

    `caller` is the id of the holder whose own reservations do not stand in the way.
    """
    known = store.contacts.of_ids(list(dict.fromkeys(contacts)))
    standings = store.consents.standings(list(known), about, caller=caller, today=today)
    people: list[Contact] = []
    left_out: list[LeftOut] = []
    reasons: dict[str, Reason | None] = {
        key: "merged"
        if contact.merged_into
        else why_not(contact, about, standings.get(key, Standing(None)), with_at_risk=with_at_risk)
        for key, contact in known.items()
    }
    rest = [known[key] for key, reason in reasons.items() if reason is None]
    alike = lookalikes.find(store, rest, with_at_risk=with_at_risk)
    for key, contact in known.items():
        reason = "alike" if key in alike else reasons[key]
        if reason:
            left_out.append(LeftOut(contact, reason))
        else:
            people.append(contact)
    place = {key: at for at, key in enumerate(dict.fromkeys(contacts))}
    people.sort(key=lambda one: place[one.id])
    left_out.sort(key=lambda one: place[one.contact.id])
    offices = sum(standings[one.id].given is None for one in people)  # a person’s never is
    return Reached(people, left_out, offices)
