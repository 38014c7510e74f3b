"""Each person once, by a way that they agreed to; nobody who may not be reached."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.community.consent import CHANNELS, Channel, ConsentEntry, Evidence, Topic
from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
from app.operations.campaign.campaigns import Campaign
from app.operations.outreach.spread import spread
from tests.campaigns import NOW

PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["person", "shop"]),
        st.dictionaries(st.sampled_from(list(CHANNELS)), st.booleans()),
        st.lists(st.sampled_from(["at_risk", "do_not_contact", "deceased"]), unique=True),
        st.lists(st.sampled_from(["phone", "email", "address"]), unique=True),
    ),
    max_size=8,
)


def _contact(kind: str, marks: list[str], ways: list[str]) -> Contact:
    return Contact(
        (WrittenName("Ann"),),
        kind,  # type: ignore[arg-type]  # one of two
        addresses=(PostalAddress(("7 Teasel Avenue",), "KT3 8QD"),) if "address" in ways else (),
        phones=(Phone("07700 900101", "+447700900101"),) if "phone" in ways else (),
        emails=(Email("ann@example.org"),) if "email" in ways else (),
        added_at=NOW,
        at_risk="at_risk" in marks,
        do_not_contact="do_not_contact" in marks,
        deceased="deceased" in marks,
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PEOPLE, st.booleans())
def test_nobody_is_reached_who_may_not_be(
    campaign: Campaign, people: list[tuple[str, dict[Channel, bool], list[str], list[str]]],
    with_at_risk: bool,
) -> None:  # fmt: skip
    store = campaign.store
    with store.step("Add"):
        keys = store.contacts.add_many(_contact(one[0], one[2], one[3]) for one in people)
        store.consents.add(
            ConsentEntry(key, Topic(channel, "campaigns"), given, NOW, Evidence("slip", NOW.date()))
            for key, (_, said, _, _) in zip(keys, people, strict=True)
            for channel, given in said.items()
        )
    found = spread(store, keys, "campaigns", "", with_at_risk=with_at_risk, today=NOW.date())
    reached = [one.id for some in found.by_channel.values() for one in some]
    left = [one.contact.id for one in found.left_out]
    assert sorted(reached + left) == sorted(keys)
    known = dict(zip(keys, people, strict=True))
    for channel, some in found.by_channel.items():
        for contact in some:
            kind, said, marks, ways = known[contact.id]
            assert said.get(channel, kind == "shop")
            assert not {"do_not_contact", "deceased"} & set(marks)
            assert with_at_risk or "at_risk" not in marks
            needed = {"email": "email", "phone": "phone", "text": "phone"}.get(channel, "address")
            assert needed in ways
