"""One row of a table to one contact and what it agreed to, or to a refusal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from app.domain import names
from app.domain.cells import unguarded
from app.domain.community import contact_columns
from app.domain.community.contact import Contact, Email, Kind, Phone, PostalAddress, WrittenName
from app.domain.community.relationship import Affiliation
from app.domain.outreach.post import with_postcode
from app.intake import contact_parts
from app.intake.countries import is_odd
from app.intake.phones import read_phone
from app.intake.records.mapping import ColumnMapping
from app.intake.records.presets import fold, preset, usual_answers
from app.intake.records.rows import EMAIL, GARBLED, RefusedError, RowReader
from app.intake.records.table import Table
from app.messages import tr

NOTES_LIMIT = 10_000

FLAGS: Mapping[str, str] = {
    "bad-email": tr("Email is not one"),
    "bad-phone": tr("Phone is no number"),
    "bad-postcode": tr("Postcode is no UK one"),
    "moved-postcode": tr("Postcode stood in the address: it gets its own place"),
    "long-notes": tr("Notes are cut: they are longer than anybody writes"),
    "garbled": tr("Letters were lost before this file was made"),
    "in-doubt": tr("Marked, though the answer is no plain yes or no: look whether it is meant"),
    "no-name": tr("No name: known by its email"),
    "marked": tr(
        "Name, phone or email of one at risk, deceased or not to be contacted: reached "
        "by no list until the two are compared under contacts kept twice"
    ),
    "other-letters": tr("Not in the letters that the file says: read as it shows"),
}
"""What is worth a look."""

Group = Mapping[str, int]
"""Columns that stand together, by target."""

More = Mapping[str, Sequence[str]]
"""What stands beside the columns that another program has, by key of BESIDE."""


@dataclass(frozen=True)
class ContactLine:
    """One contact that can come in, whom it agreed to be reached by, and since when.

    The contact has the id that it had here before, where the file says it. `flags` are keys of
    FLAGS, `affiliations` the organisations to which it belongs.
    """

    line: int
    contact: Contact
    opt_ins: tuple[str, ...] = ()
    agreed_on: date | None = None
    flags: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()


class ContactReader(RowReader[ContactLine]):
    """Reads the rows of one table of contacts by one mapping; `agreed_on` stands in for a day."""

    def __init__(
        self, table: Table, mapping: ColumnMapping, today: date, agreed_on: date | None = None
    ) -> None:
        super().__init__(table, mapping, today)
        self._agreed_on = agreed_on
        self._turned = frozenset(mapping.turned(table.heads))
        self._preset = preset(mapping.preset, mapping.about)
        self._groups = {
            key: list(_groups(mapping.targets, keys))
            for key, keys in {
                "other_name": contact_columns.GROUPS[0],
                "address": (*contact_columns.GROUPS[1], *contact_parts.STREET, "city", "county",
                            "country"),
                "phone": contact_columns.GROUPS[2],
                "email": contact_columns.GROUPS[3],
                "organisation": contact_columns.GROUPS[4],
                "more": ("more", "more_label"),
            }.items()
        }  # fmt: skip

    def _line(self, row: Sequence[str], line: int) -> ContactLine:
        texts = {
            target: self._whole(row, places[0]) for target, places in self._places.items() if places
        }
        more, notes = self._more(row)
        texts |= {key: value[0] for key, value in more.items() if not texts.get(key)}
        get = texts.get
        kept = [self._cell_of(row, at) for at in self._places.get("notes", ())]
        notes = [*map(names.lines, kept), *notes]
        emails = self._emails(row, more)
        organisations = self._organisations(row, more)
        organisation = texts["organisation"] = next(
            (one.name for one in organisations if one.name), ""
        )
        written = self._names(row, texts, more)
        flags = [] if written or organisation else ["no-name"]
        marks = {
            key: [self._answer(row, at) for at in self._places.get(key, ())] + [*more.get(key, ())]
            for key in contact_columns.MARKS
        }
        flags += ["in-doubt"] if any(map(contact_parts.in_doubt, marks.values())) else []
        if not written and emails:
            written = [WrittenName(names.tidy(emails[0].address))]
        if not written:
            raise RefusedError("", tr("says no name, no organisation and no email"))
        role, at = contact_parts.affiliated(get("role", ""), organisations, written[0].text)
        contact = Contact(
            tuple(written),
            self._kind(
                texts, person="no-name" in flags or not self._is_body(texts, written, organisations)
            ),
            contact_parts.language(get("language", "")),
            role,
            self._addresses(row, more),
            self._phones(row, more),
            tuple(emails),
            self._tags(row),
            "\n".join(filter(None, notes)),
            at_risk=contact_parts.is_marked(marks["at_risk"]),
            do_not_contact=contact_parts.is_marked(marks["do_not_contact"]),
            deceased=contact_parts.is_marked(marks["deceased"]),
            source=get("source", "") or self._mapping.source or self._mapping.preset,
            id=get("id", ""),
        )
        require_small(contact, at)
        flags += flags_of(contact)
        contact = shortened(contact)
        key = get("import_key", "") or key_of(contact, get("external_id", ""))
        return ContactLine(
            line,
            replace(contact, import_key="" if contact.id and not get("import_key") else key),
            *self._said(row, get("agreed_on", "")),
            tuple(flags),
            at,
        )

    def _whole(self, row: Sequence[str], at: int) -> str:
        """A cell with its lines: notes and addresses have several."""
        return "\n".join(names.tidy(one) for one in self._cell_of(row, at).splitlines()).strip()

    def _answer(self, row: Sequence[str], at: int) -> str:
        """What a cell says of a mark, whichever way round its heading is."""
        text = self._whole(row, at)
        return contact_parts.turned_round(text) if at in self._turned else text

    def _cell_of(self, row: Sequence[str], at: int) -> str:
        cell = row[at] if at < len(row) else ""
        return unguarded(cell) if cell.startswith("'") else cell

    def _group(self, row: Sequence[str], key: str) -> Iterator[tuple[dict[str, str], int]]:
        """What stands in each group of columns, and in which column it begins."""
        for group in self._groups[key]:
            texts = {target: self._whole(row, at) for target, at in group.items()}
            if any(texts.values()):
                yield texts, next(iter(group.values()))

    def _said(self, row: Sequence[str], day: str) -> tuple[tuple[str, ...], date | None]:
        """The channels that the row agrees to, and since when."""
        agreed = tuple(self._agreed(row))
        since = self._day(row, {"agreed_on": day}, "agreed_on") if day else self._agreed_on
        if agreed and since is None:
            raise RefusedError(
                self._where("agreed_on") if "agreed_on" in self._places else "",
                tr("agrees to be reached, and no day says since when"),
            )
        return agreed, since

    def _organisations(self, row: Sequence[str], more: More) -> list[Affiliation]:
        """Where somebody works or what they are a member of, their employer first."""
        pairs = [
            (texts.get("organisation", ""), texts.get("department", ""))
            for texts, _ in self._group(row, "organisation")
        ]
        beside = [more.get(key, []) for key in contact_columns.GROUPS[4]]
        found = [
            contact_parts.affiliation(*one) for one in (*pairs, *zip_longest(*beside, fillvalue=""))
        ]
        found += [
            contact_parts.affiliation(self._whole(row, at), kind="member-of")
            for at in self._places.get("member_of", ())
        ]
        asked = self._preset.questions  # a form's “yes” or “none” is no organisation
        return [one for one in found if one and not (asked and is_answer(one.whole))]

    def _names(self, row: Sequence[str], texts: Mapping[str, str], more: More) -> list[WrittenName]:
        get = texts.get
        given, middle, family = get("given", ""), get("middle", ""), get("family", "")
        text = get("name", "")
        if not (text or given or middle or family):
            text = get("organisation", "")
        whole = get("written_as", "")
        if any(
            contact_parts.same_letters(whole, f"{given}{middle}{rest}") for rest in (family, "")
        ):
            text = whole or text
        found: list[WrittenName | None] = [
            *contact_parts.written_names(
                text, given=given, middle=middle, family=family, order=get("order", "")
            )
        ]
        first = found[0] if found else None
        if first:
            said = contact_parts.spoken(get("pronounced", ""), get("pronounced_family", ""), first)
            found[0] = first = replace(first, pronounced=said)
        for group, _ in self._group(row, "other_name"):
            found.append(
                contact_parts.written_name(
                    group.get("other_name", ""),
                    family=group.get("other_family", ""),
                    order=group.get("other_order", ""),
                    pronounced=group.get("other_pronounced", ""),
                )
            )
        beside = [more.get(key, []) for key in contact_columns.GROUPS[0]]
        for text, family, order, spoken in zip_longest(*beside, fillvalue=""):
            found.append(
                contact_parts.written_name(text, family=family, order=order, pronounced=spoken)
            )
        nickname = get("nickname", "")
        if nickname and contact_parts.in_another_script(nickname, first):
            found.append(contact_parts.written_name(nickname))
        return list(dict.fromkeys(filter(None, found)))

    def _is_body(
        self,
        texts: Mapping[str, str],
        written: Sequence[WrittenName],
        organisations: Sequence[Affiliation],
    ) -> bool:
        """Whether the row is an organisation's own."""
        parts = [texts.get(key, "") for key in ("given", "middle", "family")]
        return contact_parts.is_organisation(written[0].text, parts, organisations)

    def _kind(self, texts: Mapping[str, str], *, person: bool) -> Kind:
        said = texts.get("kind", "")
        found = contact_parts.kind(said) if said else None
        if said and found is None and self._mapping.own:
            raise RefusedError(self._where("kind"), tr("there is no such kind of contact"))
        return found or ("person" if person else "other")

    def _addresses(self, row: Sequence[str], more: More) -> tuple[PostalAddress, ...]:
        found, labels = [], []
        for texts, at in self._group(row, "address"):
            if self._mapping.own:
                texts["street"] = texts.pop("address", "")
            made = contact_parts.address(texts)
            if made:
                made = replace(made, label=made.label or self._preset.label(self._heads[at]))
                found.append(made)
                labels.append(made.label)
        for text in more.get("address", ()):
            made = contact_parts.address({"address": text})
            if made:
                found.append(made)
                labels.append("")
        return tuple(found[at] for at in contact_parts.first_by(labels, self._preset.prefer))

    def _phones(self, row: Sequence[str], more: More) -> tuple[Phone, ...]:
        found = []
        for texts, at in self._group(row, "phone"):
            said = contact_parts.label(texts.get("phone_label", ""))
            parts = texts.get("phone", "").split(":::")
            found += [
                read_phone(one, said or self._preset.label(self._heads[at]))
                for one in parts if one.strip()
            ]  # fmt: skip
        found += [read_phone(one) for one in more.get("phone", ())]
        order = contact_parts.first_by([one.label for one in found], self._preset.prefer)
        return tuple(dict.fromkeys(found[at] for at in order))

    def _emails(self, row: Sequence[str], more: More) -> list[Email]:
        found = []
        for texts, _ in self._group(row, "email"):
            said = contact_parts.label(texts.get("email_label", ""))
            parts = texts.get("email", "").split(":::")
            found += [Email(email(one), said) for one in parts if one.strip()]
        found += [Email(email(one)) for one in more.get("email", ())]
        return list(dict.fromkeys(found))

    def _tags(self, row: Sequence[str]) -> tuple[str, ...]:
        parting = "\n" if self._mapping.own else ""
        return tuple(
            tag
            for at in self._places.get("tags", ())
            for tag in contact_parts.tags(self._whole(row, at), parting)
        )

    def _more(self, row: Sequence[str]) -> tuple[More, list[str]]:
        """What was put into a field that the other program has no column for, and other notes."""
        found: dict[str, list[str]] = {}
        notes = []
        for texts, at in self._group(row, "more"):
            said, text = texts.get("more_label", ""), texts.get("more", "")
            if said and fold(said) != fold(contact_columns.NOTE):
                notes.append(f"{said}: {text}")
                continue
            ours, rest = contact_parts.noted(text.splitlines())
            found |= ours
            notes += rest if said else [f"{self._heads[at]}: {one}" for one in rest]
        return found, notes


def _groups(targets: Sequence[str], keys: Sequence[str]) -> Iterator[Group]:
    """The columns that stand together: a group ends where one of its targets comes again."""
    group: dict[str, int] = {}
    for at, target in enumerate(targets):
        if target not in keys:
            continue
        if target in group:
            yield group
            group = {}
        group[target] = at
    if group:
        yield group


def is_answer(text: str) -> bool:
    """Whether a text is one of the usual answers that mean yes or no."""
    return any(fold(text) in words for words in usual_answers())


def email(text: str) -> str:
    """An email address without what programs put round it, its host in small letters."""
    plain = names.tidy(text)
    if plain.lower().startswith("mailto:"):
        plain = plain[7:]
    name, at, host = plain.rpartition("@")
    return f"{name}{at}{host.lower()}" if at else plain


def shortened(contact: Contact) -> Contact:
    """A contact with its notes as far as they are kept; FLAGS say where they were longer."""
    return replace(contact, notes=contact.notes[:NOTES_LIMIT].rstrip())


def require_small(contact: Contact, at: Sequence[Affiliation]) -> None:
    """Refuses a contact with more than anybody has, as a file that was put together."""
    for many, words in (
        (contact.names, tr("names")), (contact.addresses, tr("addresses")),
        (contact.phones, tr("phones")), (contact.emails, tr("emails")),
        (contact.tags, tr("tags")), (at, tr("organisations")),
    ):  # fmt: skip
        if len(many) > MOST:
            raise RefusedError(
                "", tr("{count:,} {what}; the most is {most}", count=len(many), what=words,
                       most=MOST),
            )  # fmt: skip
    if any(len(one.text) > NAME_LIMIT for one in contact.names):
        raise RefusedError("", tr("a name of more than {most} characters", most=NAME_LIMIT))


MOST, NAME_LIMIT = 20, 200


def key_of(contact: Contact, external_id: str) -> str:
    """The key by which the same contact is known again, whenever its file is brought in.

    The source's own id where there is one, else who it is and how they are reached.
    """
    if external_id:
        return f"{contact.source}:{external_id}"
    said = (
        *(one.text for one in contact.names), contact.email, contact.phone,
        *contact.address.lines, contact.address.postcode,
    )  # fmt: skip
    digest = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
    return f"{contact.source}#{digest}"


def flags_of(contact: Contact) -> tuple[str, ...]:
    """What is worth a look at a contact."""
    found = []
    if any(not EMAIL.fullmatch(one.address) for one in contact.emails):
        found.append("bad-email")
    if any(not one.number for one in contact.phones):
        found.append("bad-phone")
    if any(is_odd(one) for one in contact.addresses):
        found.append("bad-postcode")
    if any(with_postcode(one) != one for one in contact.addresses):
        found.append("moved-postcode")
    texts = [*(one.text for one in contact.names), *contact.address.lines]
    if any(GARBLED.search(text) for text in texts):
        found.append("garbled")
    if len(contact.notes) > NOTES_LIMIT:
        found.append("long-notes")
    return tuple(found)
