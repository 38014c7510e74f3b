"""To which organisations contacts belong: as a file says it, and as it is said in one again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.community.contact import Contact, WrittenName
from app.domain.community.name_parts import is_body
from app.domain.community.relationship import BELONGING, Affiliation, Relationship
from app.domain.names import letters
from app.intake import contact_parts
from app.intake.records.contact_lines import NAME_LIMIT, ContactLine, key_of
from app.store.identity import new_id
from app.store.store import Store


def folded(contact: Contact) -> Iterator[str]:
    """The names of a contact as they are compared: their letters alone."""
    for one in contact.names:
        yield letters(one.text)


def as_words(contact: Contact, said: Sequence[Affiliation]) -> Contact:
    """`contact` with organisations as words of its role."""
    words = ", ".join(one.whole for one in said)
    return replace(contact, role=contact_parts.role(contact.role, words)) if words else contact


class Organisations:
    """Ties contacts to the organisations that a file names: those here, in the file, or `made`.

    One is known by exactly its name, or by its key where it was renamed since; where several bear
    the name, nobody is tied to any of them. Where they are not `wanted`, they stay words.
    """

    def __init__(
        self,
        store: Store,
        by_key: Callable[[str], Contact | None],
        *,
        wanted: bool,
        tags: Sequence[str],
    ) -> None:
        self._by_key, self._wanted, self._tags = by_key, wanted, tuple(tags)
        self._named: dict[str, set[str]] = {}
        self._bound: dict[str, set[str]] = {}
        for kind in BELONGING:
            for one in store.relationships.of_kind(kind):
                self._bound.setdefault(one.contact, set()).add(one.other)
        self.made: list[ContactLine] = []
        self.ties: list[Relationship] = []
        self.unsure: set[str] = set()

    def learn(self, contact: Contact, names: Contact | None = None) -> None:
        """Takes note of an organisation, by its own names or those that a file gives it."""
        if contact.kind != "person":
            for name in folded(names or contact):
                self._named.setdefault(name, set()).add(contact.id)

    def is_tied(self, here: Contact, one: Affiliation, source: str) -> bool:
        """Whether it is known of a contact that it belongs there."""
        return bool(self._known(one, source) & self._bound.get(here.id, set()))

    def belongs(self, here: Contact) -> bool:
        """Whether a contact belongs to any organisation already."""
        return here.id in self._bound

    def bind(
        self, contact: Contact, said: Sequence[Affiliation], source: str, line: int
    ) -> Contact:
        """Ties a contact to organisations that a line names; the others stay words of its role."""
        words = []
        for one in said:
            found = ""
            if self._wanted and not is_body(contact):
                found = self._place(one, source, line)
            if found:
                self.ties.append(Relationship(contact.id, one.kind, found, one.part))
            else:
                words.append(one)
        return as_words(contact, words)

    def _place(self, one: Affiliation, source: str, line: int) -> str:
        """The id of the organisation, a new one where it is not known; empty where it is unsure."""
        found = self._known(one, source)
        if len(found) == 1:
            return next(iter(found))
        if found or not letters(one.name) or len(one.name) > NAME_LIMIT:
            self.unsure.add(one.name)
            return ""
        made = _organisation(one, source)
        made = replace(made, id=new_id(), tags=self._tags, import_key=key_of(made, ""))
        self.made.append(ContactLine(line, made))
        self.learn(made)
        return made.id

    def _known(self, one: Affiliation, source: str) -> set[str]:
        named = self._named.get(letters(one.name), set())
        if named:
            return named
        renamed = self._by_key(key_of(_organisation(one, source), ""))
        return {renamed.id} if renamed else set()


def _organisation(one: Affiliation, source: str) -> Contact:
    return Contact((WrittenName(one.name),), "other", source=source)


def employers(
    store: Store, contacts: Sequence[str], *, with_at_risk: bool
) -> Mapping[str, Sequence[Affiliation]]:
    """Where those of `contacts` (ids) work, as a file says it; one at risk only where asked for."""
    wanted = set(contacts)
    ties = [one for one in store.relationships.of_kind("works-at") if one.contact in wanted]
    known = store.contacts.of_ids(list({one.other for one in ties}))
    found: dict[str, list[Affiliation]] = {}
    for one in ties:
        other = known[one.other]
        if other.kind != "person" and (with_at_risk or not other.at_risk):
            found.setdefault(one.contact, []).append(Affiliation(other.name, one.note))
    return found
