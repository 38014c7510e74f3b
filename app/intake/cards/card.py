"""The properties of one card to one contact, or to a refusal that says why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain import names
from app.domain.community import contact_columns
from app.domain.community.contact import Contact, Email, Kind, Phone, PostalAddress, WrittenName
from app.domain.community.relationship import Affiliation
from app.intake import contact_parts
from app.intake.cards.properties import Decode, Property
from app.intake.phones import read_phone
from app.intake.records.contact_lines import (
    ContactLine,
    email,
    flags_of,
    key_of,
    require_small,
    shortened,
)
from app.intake.records.rows import RefusedError
from app.messages import tr

SOURCE = "vcard"

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOT_CALLED = frozenset({"fax", "pager", "modem", "bbs", "video", "textphone"})
_TYPES: Mapping[str, str] = {"cell": "mobile", "iphone": "mobile", "dom": "", "intl": ""}
_LABELS = frozenset({"home", "work", "cell", "iphone", "mobile", "main", "other", "car", "school"})

NEVER_KEPT: Mapping[str, str] = {
    "BDAY": tr("birthdays"),
    "ANNIVERSARY": tr("anniversaries"),
    "GENDER": tr("genders"),
}
"""What is left out by intent; the rest of what is left out is called by its name."""

_READ = frozenset({
    "VERSION", "PRODID", "N", "FN", "ORG", "TITLE", "ROLE", "NICKNAME", "ADR", "TEL", "EMAIL",
    "CATEGORIES", "NOTE", "UID", "KIND", "LANG", "REV", "SORT-STRING", "X-ABLABEL", "X-ABSHOWAS",
    "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME", "MEMBER", "CLASS",
    "X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "AGENT", "LABEL", "MAILER",
    "X-ROUNDROBIN-NAME", "X-ROUNDROBIN-KIND", "X-ROUNDROBIN-LANGUAGE", "X-ROUNDROBIN-AT-RISK",
    "X-ROUNDROBIN-DO-NOT-CONTACT", "X-ROUNDROBIN-DECEASED", "X-ROUNDROBIN-ORDER", "X-ROUNDROBIN-ID",
})  # fmt: skip


class CardReader:
    """Reads one card; `left` counts what does not come in."""

    def __init__(self, found: Sequence[Property], decode: Decode, left: Counter[str]) -> None:
        self._found, self._decode, self._left = found, decode, left
        self._by_name: dict[str, list[Property]] = {}
        for one in found:
            self._by_name.setdefault(one.name, []).append(one)
        self._labels = {one.group: one.text(decode) for one in self._all("X-ABLABEL") if one.group}

    @property
    def is_group(self) -> bool:
        """Whether the card is a list of other cards."""
        return any(
            self._text(name).lower() == "group" for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")
        )

    def read(self, line: int, problem: str = "") -> ContactLine:
        """The contact; RefusedError where it cannot come in, as where its lines have a problem."""
        if problem:
            raise RefusedError("", problem)
        organisations = self._organisations()
        organisation = organisations[0].whole if organisations else ""
        written, emails = self._names(), self._emails()
        company = self._text("X-ABSHOWAS").upper() == "COMPANY" or (
            self._text("KIND").lower() == "org"
        )
        flags = [] if written or organisation else ["no-name"]
        alone = bool(organisation) and (company or self._is_body(written, organisations))
        if not written and (organisation or emails):
            written = [WrittenName(organisation or emails[0].address)]
        if not written:
            raise RefusedError("", tr("says no name, no organisation and no email"))
        role, at = contact_parts.affiliated(
            self._text("TITLE") or self._text("ROLE"), organisations, written[0].text
        )
        marks = {
            key: [self._text(f"X-ROUNDROBIN-{key.replace('_', '-').upper()}")]
            for key in contact_columns.MARKS
        }
        flags += ["in-doubt"] if any(map(contact_parts.in_doubt, marks.values())) else []
        contact = Contact(
            tuple(written),
            self._kind(organisation=alone or company),
            contact_parts.language(self._text("X-ROUNDROBIN-LANGUAGE") or self._text("LANG")),
            role,
            self._addresses(),
            self._phones(),
            tuple(emails),
            tuple(
                names.tidy(tag)
                for one in self._all("CATEGORIES")
                for tag in one.listed(self._decode)
                if names.tidy(tag)
            ),
            "\n".join(names.lines(one.text(self._decode)) for one in self._all("NOTE")),
            at_risk=contact_parts.is_marked(marks["at_risk"]),
            do_not_contact=contact_parts.is_marked(marks["do_not_contact"]),
            deceased=contact_parts.is_marked(marks["deceased"]),
            source=SOURCE,
        )
        require_small(contact, at)
        flags += flags_of(contact)
        contact = shortened(contact)
        self._count_left()
        own = self._text("X-ROUNDROBIN-ID")
        if _ID.fullmatch(own):
            contact = replace(contact, id=own)
        else:
            contact = replace(contact, import_key=key_of(contact, self._text("UID")))
        return ContactLine(line, contact, flags=tuple(flags), affiliations=at)

    def _all(self, name: str) -> list[Property]:
        """The properties of a name, those preferred first."""
        found = self._by_name.get(name, [])
        return sorted(found, key=lambda one: one.rank) if len(found) > 1 else found[:]

    def _text(self, name: str) -> str:
        found = self._all(name)
        return names.tidy(found[0].text(self._decode)) if found else ""

    def _organisations(self) -> list[Affiliation]:
        """Where somebody works: an organisation and its parts, from the large to the small."""
        found = []
        for one in self._all("ORG"):
            parts = [*filter(None, map(names.tidy, one.parts(self._decode, ", "))), ""]
            found.append(contact_parts.affiliation(parts[0], ", ".join(parts[1:-1])))
        return [one for one in found if one]

    def _is_body(
        self, written: Sequence[WrittenName], organisations: Sequence[Affiliation]
    ) -> bool:
        """Whether the card is an organisation's own; ours say so themselves."""
        if not written or _ID.fullmatch(self._text("X-ROUNDROBIN-ID")):
            return not written
        parted = [one.parts(self._decode, " ") for one in self._all("N")] or [[]]
        return all(
            contact_parts.is_organisation(written[0].text, parts, organisations) for parts in parted
        )

    def _kind(self, *, organisation: bool) -> Kind:
        said = contact_parts.kind(self._text("X-ROUNDROBIN-KIND") or self._text("KIND"))
        if said in {None, "person"} and organisation:
            return "other"
        return said or "person"

    def _label(self, one: Property) -> str:
        """Which phone, email or address it is: the person's own word, else its type."""
        own = contact_parts.label(self._labels.get(one.group, ""))
        if own:
            return own
        known = next((kind for kind in one.types if kind in _LABELS), "")
        return _TYPES.get(known, known)

    def _emails(self) -> list[Email]:
        found = [
            Email(email(one.text(self._decode)), self._label(one)) for one in self._all("EMAIL")
        ]
        return list(dict.fromkeys(one for one in found if one.address))

    def _phones(self) -> tuple[Phone, ...]:
        found = []
        for one in self._all("TEL"):
            if _NOT_CALLED & set(one.types):
                self._left[tr("fax and pager numbers")] += 1
                continue
            text = names.tidy(one.text(self._decode))
            if text.lower().startswith("tel:"):
                text = text[4:].replace(";ext=", " ext ").partition(";")[0]
            if text:
                found.append(read_phone(text, self._label(one)))
        return tuple(dict.fromkeys(found))

    def _addresses(self) -> tuple[PostalAddress, ...]:
        found = []
        for one in self._all("ADR"):
            parts = [*one.parts(self._decode, "\n"), *[""] * 7][:7]
            box, extended, street, town, county, code, country = parts
            made = contact_parts.address(
                {
                    "street": "\n".join(filter(None, (extended, box, street))), "city": town,
                    "county": county, "postcode": code, "country": country,
                    "address_label": self._label(one),
                }
            )  # fmt: skip
            if made:
                found.append(made)
        return tuple(dict.fromkeys(found))

    def _names(self) -> list[WrittenName]:
        """Names in each script: an N and its FN are one, tied by group, language or letters."""
        whole, parted = self._all("FN"), self._all("N")
        pairs: list[tuple[Property | None, Property | None]] = []
        for one in parted:
            fitting = self._fitting(one, whole, alone=len(parted) == 1)
            if fitting:
                whole.remove(fitting)
            pairs.append((fitting, one))
        pairs += [(one, None) for one in whole]
        order = {id(one): at for at, one in enumerate(self._found)}
        pairs.sort(key=lambda pair: (_rank(pair), min(order[id(one)] for one in pair if one)))
        found = [one for at, pair in enumerate(pairs) for one in self._name(*pair, first=not at)]
        for one in self._all("X-ROUNDROBIN-NAME"):
            text, family, said, spoken = [*one.parts(self._decode, ","), *[""] * 4][:4]
            other = contact_parts.written_name(text, family=family, order=said, pronounced=spoken)
            found += [other] if other else []
        first = found[0] if found else None
        for nickname in (
            text for one in self._all("NICKNAME") for text in one.listed(self._decode)
        ):
            other = contact_parts.written_name(nickname)
            if other and contact_parts.in_another_script(nickname, first):
                found.append(other)
            elif other:
                self._left[tr("nicknames")] += 1
        return list(dict.fromkeys(found))

    def _fitting(
        self, parted: Property, whole: Sequence[Property], *, alone: bool
    ) -> Property | None:
        """The FN that is the same name as an N."""
        said = "".join(parted.parts(self._decode, " ")[:3])
        for same in (
            lambda one: bool(one.group) and one.group == parted.group,
            lambda one: bool(said) and contact_parts.same_letters(one.text(self._decode), said),
            lambda one: (
                bool(one.said("LANGUAGE"))
                and one.said("LANGUAGE").lower() == parted.said("LANGUAGE").lower()
            ),
            lambda _: alone and len(whole) == 1,
        ):
            found = next((one for one in whole if same(one)), None)
            if found:
                return found
        return None

    def _name(
        self, whole: Property | None, parted: Property | None, *, first: bool
    ) -> list[WrittenName]:
        parts = parted.parts(self._decode, " ") if parted else []
        family, given, middle = [*map(names.tidy, parts), *[""] * 3][:3]
        text = names.tidy(whole.text(self._decode)) if whole else ""
        if not family:
            family = self._sorted_by(whole, parted, text)
        beside = self._beside(whole, parted, first=first)
        made = contact_parts.written_names(
            text,
            given=given,
            middle=middle,
            family=family,
            order=beside.get("X-ROUNDROBIN-ORDER", ""),
        )
        if not made:
            return []
        own = [beside.get(f"X-PHONETIC-{part}-NAME", "") for part in ("FIRST", "MIDDLE")]
        said = contact_parts.spoken(
            " ".join(filter(None, own)), beside.get("X-PHONETIC-LAST-NAME", ""), made[0]
        )
        return [replace(made[0], pronounced=said), *made[1:]]

    def _beside(
        self, whole: Property | None, parted: Property | None, *, first: bool
    ) -> dict[str, str]:
        """What else is said of a name, tied to it by their group; without one, of the first."""
        groups = {one.group for one in (whole, parted) if one and one.group}
        return {
            one.name: names.tidy(one.text(self._decode))
            for one in self._found
            if one.name.startswith(("X-PHONETIC-", "X-ROUNDROBIN-ORDER"))
            and (one.group in groups if one.group else first)
        }

    def _sorted_by(self, whole: Property | None, parted: Property | None, text: str) -> str:
        """The family name by which a card is sorted, where it says it nowhere else."""
        said = next((one.said("SORT-AS") for one in (parted, whole) if one), "")
        said = names.tidy((said or self._text("SORT-STRING")).split(",")[0])
        return said if said and said in text.split() else ""

    def _count_left(self) -> None:
        for one in self._found:
            if one.name in NEVER_KEPT:
                self._left[NEVER_KEPT[one.name]] += 1
            elif one.name not in _READ and one.raw.strip():
                self._left[one.name] += 1


def _rank(pair: tuple[Property | None, Property | None]) -> int:
    return min(one.rank for one in pair if one)
