"""Whoever must not be written to stands on no letter, label or envelope, whatever is asked."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.consent import ConsentEntry, Evidence, Topic
from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.community.relationship import Relationship
from app.domain.outreach.outreach import Audience
from app.operations.community import contacts
from app.operations.outreach import mailing, prepared_post
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, open_copy

NAMES = ("Ashdown", "Birchall", "Cresswell", "Dunmore", "Elmhurst")
FLAGS = st.fixed_dictionaries({
    "at_risk": st.booleans(), "do_not_contact": st.booleans(), "deceased": st.booleans(),
})  # fmt: skip


def person(name: str, house: int, flags: dict[str, bool]) -> Contact:
    address = PostalAddress((f"{house} Teasel Avenue", "New Malden"), "KT3 8QD")
    return contacts.prepared(
        Contact((WrittenName(f"Kit {name}", family=name),), addresses=(address,), added_at=NOW,
                **flags)  # type: ignore[arg-type]  # the flags there are
    )  # fmt: skip


def drawn(store: Store, audience: Audience, each: prepared_post.Each) -> str:
    """The text of all three kinds, as it is drawn."""
    letter = prepared_post.LetterOrder("host")
    posts = (
        mailing.prepare_letters(store, audience, letter, now=NOW),
        mailing.prepare_labels(store, audience, prepared_post.LabelOrder(each=each)),
        mailing.prepare_envelopes(store, audience, prepared_post.EnvelopeOrder(each=each)),
    )
    return " ".join(
        prepared_post.as_text(one, number + 1) for one in posts for number in range(len(one.pieces))
    )


@settings(max_examples=12, deadline=None)
@given(
    flags=st.lists(FLAGS, min_size=5, max_size=5),
    agreed=st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5),
    houses=st.lists(st.integers(1, 2), min_size=5, max_size=5),
    picked=st.sets(st.integers(0, 4)),
    marked=FLAGS,
    with_at_risk=st.booleans(),
    each=st.sampled_from(["household", "person"]),
)
def test_nobody_who_must_not_be_written_to_is_on_a_page(
    flags: list[dict[str, bool]],
    agreed: list[bool | None],
    houses: list[int],
    picked: set[int],
    marked: dict[str, bool],
    with_at_risk: bool,
    each: prepared_post.Each,
) -> None:
    with tempfile.TemporaryDirectory() as place, open_copy(Path(place) / "campaign") as campaign:
        store = campaign.store
        with store.step("Add"):
            store.petitions.add(commons_wording(), "0" * 64, NOW)
            topic = Topic("post", "news", store.petitions.get("asylum").id)
            listed = [person(*one) for one in zip(NAMES, houses, flags, strict=True)]
            shop = replace(person("Fernhill", 1, {}), kind="shop", **marked)  # type: ignore[arg-type]  # the flags there are
            keys = store.contacts.add_many([*listed, person("Always", 9, {}), shop])
            for house in set(houses):
                who = [name for name, at in zip(NAMES, houses, strict=True) if at == house]
                home = store.contacts.of_ids(keys)[keys[houses.index(house)]].home
                store.households.keep(home, " and ".join(who))
            for key, other in pairwise(keys[:5]):
                store.relationships.keep(Relationship(key, "works-at", other))  # kept long ago
            for key in keys[:5]:
                store.relationships.keep(Relationship(key, "works-at", keys[-1]))
            evidence = Evidence("slip", date(2026, 11, 20))
            store.consents.add(
                ConsentEntry(key, topic, given, NOW, evidence)
                for key, given in zip(keys, [*agreed, True, False], strict=True)
                if given is not None
            )
        chosen = tuple(keys[at] for at in (*sorted(picked), 5))
        shown = drawn(store, Audience(topic, contacts=chosen, with_at_risk=with_at_risk), each)
        assert "Always" in shown
        alone = marked["do_not_contact"] or marked["deceased"]
        assert "Fernhill" not in shown or not (alone or (marked["at_risk"] and not with_at_risk))
        for at, (name, flag, said) in enumerate(zip(NAMES, flags, agreed, strict=True)):
            barred = flag["do_not_contact"] or flag["deceased"] or said is not True
            if at not in picked or barred or (flag["at_risk"] and not with_at_risk):
                assert name not in shown
            else:
                assert name in shown
