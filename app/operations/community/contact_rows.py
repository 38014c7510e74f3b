"""Contacts as they were read, beside those that are here: new, here already, or different."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.community import contact_columns
from app.domain.community.contact import Contact
from app.domain.community.name_parts import is_body
from app.domain.community.relationship import Affiliation
from app.domain.names import letters
from app.intake.records.contact_lines import ContactLine
from app.intake.records.rows import Refusal
from app.messages import tr
from app.operations.community import lookalikes
from app.operations.community.affiliations import Organisations, as_words, folded
from app.operations.community.contacts import prepared, with_family
from app.progress import Progress
from app.store.identity import new_id
from app.store.store import Store

EVERY = 500
"""Rows between two looks at whether the work is still wanted."""

_OUR_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Different:
    """A contact that is here but says something else in `fields`; `said` is the file's.

    `untied` are the organisations of the file to which it is not known to belong.
    """

    line: int
    contact: Contact = field(repr=False)
    fields: tuple[str, ...]
    said: Contact = field(repr=False)
    untied: tuple[Affiliation, ...] = ()


class ContactRows:
    """Sorts what was read; a contact is known by its key, or by its name and a way to reach it.

    With `ties` organisations that people belong to become contacts, which are given `tags`.
    """

    def __init__(self, store: Store, *, ties: bool = True, tags: Sequence[str] = ()) -> None:
        self._store = store
        self._keys = store.contacts.import_keys()
        self._ties = ties
        self.organisations = Organisations(
            store, lambda key: self._merged(self._keys.get(key, "")), wanted=ties, tags=tags
        )
        self._here: dict[str, Contact] = {}
        self._by_way: dict[tuple[str, str], str] = {}
        self._names: set[str] = set()
        self._marked = lookalikes.among(())
        self._once: dict[str, ContactLine] = {}
        self._known: set[str] = set()
        self.new: list[ContactLine] = []
        self.here: list[tuple[ContactLine, Contact]] = []
        self.different: list[Different] = []
        self.refused: list[Refusal] = []
        self.blank = self.repeated = self.alike = 0

    def look(self, progress: Progress) -> None:
        """Learns who is here."""
        for at, contact in enumerate(self._store.contacts.all()):
            if at % EVERY == 0:
                progress(0, 0)
            self._here[contact.id] = contact
            self.organisations.learn(contact)
            for name in folded(contact):
                self._names.add(name)
                for way in _ways(contact):
                    self._by_way.setdefault((name, way), contact.id)
        self._marked = lookalikes.among(self._here.values())

    def take(self, found: ContactLine | Refusal | None, place: int) -> None:
        """One row or card, as it was read."""
        if found is None:
            self.blank += 1
        elif isinstance(found, Refusal):
            self.refused.append(found)
        else:
            self._take(replace(found, contact=prepared(_with_families(found.contact))), place)

    def _take(self, line: ContactLine, place: int) -> None:
        said = line.contact
        before = self._once.setdefault(said.id or said.import_key, line)
        if before is not line:
            if _alike(line, before):
                self.repeated += 1
            else:
                words = tr("the same id stands on line {line} with other words", line=before.line)
                self.refused.append(Refusal(line.line, "", words, place))
            return
        here = self._find(said)
        if here is None:
            self.alike += any(name in self._names for name in folded(said))
            self.new.append(self._looked_at(self._fresh(line)))
            self.organisations.learn(self.new[-1].contact)
            return
        self.organisations.learn(here, said)
        if here.id not in self._known:
            self._compare(line, here)
        self._known.add(here.id)
        self.here.append((line, here))

    def _compare(self, line: ContactLine, here: Contact) -> None:
        """Notes in what the file says something else of a contact that is here."""
        said, all_ = line.contact, line.affiliations
        untied = [one for one in all_ if not self.organisations.is_tied(here, one, said.source)]
        if here.role in {as_words(said, all_).role, as_words(said, untied).role}:
            said, untied = replace(said, role=""), []  # it is known, be it in words
        elif not self._ties or is_body(here):
            said, untied = as_words(said, untied), []
        fields = (*_differing(here, said), *(["organisation"] if untied else []))
        if fields:
            self.different.append(Different(line.line, here, fields, said, tuple(untied)))

    def bind(self, *, update: bool) -> None:
        """Once all are read: ties them to their organisations, with `update` also those here."""
        for at, line in enumerate(self.new):
            if line.affiliations:
                bound = self.organisations.bind(
                    line.contact, line.affiliations, line.contact.source, line.line
                )
                self.new[at] = replace(line, contact=bound)
        for one in self.different:
            if update and not self.organisations.belongs(one.contact):
                self.organisations.bind(one.contact, one.untied, one.said.source, one.line)
        for line in self.organisations.made:
            self.alike += any(name in self._names for name in folded(line.contact))
            self.new.append(self._looked_at(line))

    def _looked_at(self, line: ContactLine) -> ContactLine:
        """A new contact, flagged where it may be one that is marked and is not marked itself."""
        if line.contact.marked or not self._marked.who(line.contact):
            return line
        return replace(line, flags=(*line.flags, "marked"))

    def _find(self, said: Contact) -> Contact | None:
        """The contact that is the same, its duplicates merged into one."""
        for key in (said.id, self._keys.get(said.import_key, "") if said.import_key else ""):
            found = self._merged(key)
            if found:
                return found
        for name in folded(said):
            for way in _ways(said):
                key = self._by_way.get((name, way), "")
                if key:
                    return self._here[key]
        return None

    def _merged(self, key: str) -> Contact | None:
        if not key or key in self._here:
            return self._here.get(key)
        found = self._store.contacts.of_ids([key]).get(key)
        return self._merged(found.merged_into) if found and found.merged_into else None

    def _fresh(self, line: ContactLine) -> ContactLine:
        """A new contact keeps an id of ours that it had; another's becomes its key."""
        said = line.contact
        if _OUR_ID.fullmatch(said.id):
            return line
        key = said.import_key or (f"{said.source}:{said.id}" if said.id else "")
        return replace(line, contact=replace(said, id=new_id(), import_key=key))


def _with_families(contact: Contact) -> Contact:
    """What other programs kept as one word gets its Korean family name; our own say it."""
    if contact.id or contact.kind != "person":
        return contact
    return replace(contact, names=tuple(map(with_family, contact.names)))


def _alike(one: ContactLine, other: ContactLine) -> bool:
    """Whether two lines say the same, wherever they are from."""
    return one.affiliations == other.affiliations and (
        replace(one.contact, source="") == replace(other.contact, source="")
    )


def _ways(contact: Contact) -> list[str]:
    return [
        *(f"e{one.address.casefold()}" for one in contact.emails),
        *(f"p{one.number or one.written}" for one in contact.phones),
        *([f"h{contact.home}"] if contact.home else []),
    ]


def _several(contact: Contact) -> Mapping[str, set[str]]:
    """What a contact has several of, as it is compared."""
    return {
        "name": set(folded(contact)),
        "address": {letters("".join((*one.lines, one.postcode))) for one in contact.addresses},
        "phone": {one.number or one.written for one in contact.phones},
        "email": {one.address.casefold() for one in contact.emails},
        "tags": set(contact.tags),
    }


def _differing(here: Contact, said: Contact) -> Iterator[str]:
    """The fields in which the file says what is not here."""
    kept = _several(here)
    for key, values in _several(said).items():
        if values - kept[key]:
            yield key
    for key in ("role", "language"):
        if getattr(said, key) and getattr(said, key) != getattr(here, key):
            yield key
    if said.notes and said.notes not in here.notes:
        yield "notes"
    for key in contact_columns.MARKS:
        if getattr(said, key) and not getattr(here, key):
            yield key


_FIELDS = {"address": "addresses", "phone": "phones", "email": "emails"}


def filled(here: Contact, said: Contact, fields: Iterable[str]) -> Contact:
    """`here` with what the file says of fields that are empty; nothing is written over."""
    changes = {}
    for key in fields:
        name = _FIELDS.get(key, key)
        if key not in {"name", "organisation"} and not getattr(here, name):
            changes[name] = getattr(said, name)
    return prepared(replace(here, **changes)) if changes else here
