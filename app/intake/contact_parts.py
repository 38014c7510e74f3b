"""Parts of a contact as other programs keep them, put together as it is kept here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from app.domain import names
from app.domain.community.contact import KINDS, LANGUAGES, Kind, Order, PostalAddress, WrittenName
from app.domain.community.contact_columns import BESIDE
from app.domain.community.name_parts import (
    family_within,
    full_name,
    is_unspaced,
    order_shown,
)
from app.domain.community.relationship import Affiliation
from app.domain.postcode import PostcodeKind
from app.domain.postcode import kind as postcode_kind
from app.intake.records.presets import cleared, fold, unmarked, usual_answers

ANOTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")
"""A letter that is no Latin one."""

STREET = ("street", "line2", "line3")

_LABELS = frozenset({"home", "work", "mobile", "main", "other", "car", "school"})
_HOME = frozenset({
    "uk", "gb", "united kingdom", "great britain", "england", "wales", "scotland",
    "northern ireland", "영국",
})  # fmt: skip


def written_names(
    text: str,
    *,
    given: str = "",
    middle: str = "",
    family: str = "",
    order: str = "",
    pronounced: str = "",
) -> list[WrittenName]:
    """The names that a text and its parts say; none where they say nothing.

    It is one where the parts stand in the text, or make it whole: a “name” beside a family name
    is often the given one. Parts that are none of the text, as in another script, are a second.
    """
    text, given, middle, family = (names.tidy(one) for one in (text, given, middle, family))
    made = full_name(given, middle, family)
    lacking = [one for one in (given, middle, family) if one and not family_within(text, one)]
    if not text or same_letters(text, made):
        text, lacking = text or made, []
    elif text in (given, family):
        text, lacking = made, []
    elif lacking == [family] and is_unspaced(text) == is_unspaced(family):
        text, lacking = full_name(text, "", family), []
    if not text:
        return []
    said = "" if family == text else family_within(text, family)
    first = WrittenName(text, said, _order(text, said, order), names.tidy(pronounced))
    return [first, *(written_names(made, family=family) if lacking else ())]


def written_name(
    text: str, *, family: str = "", order: str = "", pronounced: str = ""
) -> WrittenName | None:
    """A name as it is written; None where there is none."""
    found = written_names(text, family=family, order=order, pronounced=pronounced)
    return found[0] if found else None


def _order(text: str, family: str, said: str) -> Order:
    """In which order a name stands: as it was said, else as its family name shows."""
    if said in {"family-first", "given-first"}:
        return said  # type: ignore[return-value]  # one of the two
    return order_shown(text, family)


def spoken(given: str, family: str, name: WrittenName | None) -> str:
    """How a name is pronounced, its parts in the order in which it is written."""
    first = name is not None and name.order == "family-first"
    return names.tidy(" ".join(filter(None, (family, given) if first else (given, family))))


def same_letters(one: str, other: str) -> bool:
    """Whether two texts are made of the same letters, whatever their order and spaces."""
    return sorted(names.letters(one)) == sorted(names.letters(other))


def in_another_script(text: str, name: WrittenName | None) -> bool:
    """Whether a text is written in another script than a name."""
    if name is None:
        return True
    return bool(ANOTHER_SCRIPT.search(text)) != bool(ANOTHER_SCRIPT.search(name.text))


def address(parts: Mapping[str, str]) -> PostalAddress | None:
    """An address from its parts, each of one or more lines; None where they say nothing.

    A whole one on one line is parted at its commas. At home no county is written (R84).
    """
    code = names.tidy(parts.get("postcode", ""))
    lines = [line for key in STREET for line in _lines(parts.get(key, "").splitlines())]
    town, county = names.tidy(parts.get("city", "")), names.tidy(parts.get("county", ""))
    country = names.tidy(parts.get("country", ""))
    away = country and fold(country) not in _HOME
    if not (lines or town):
        whole = parts.get("address", "").strip()
        lines = _lines(whole.splitlines() if "\n" in whole else whole.split(","))
        if lines and code and fold(lines[-1]) == fold(code):
            lines.pop()
    lines += [town] if town else []
    if county and (away or not (town and postcode_kind(code) is PostcodeKind.UK)):
        lines.append(county)
    lines += [country] if away else []
    if not (lines or code):
        return None
    return PostalAddress(tuple(lines), code, label(parts.get("address_label", "")))


def _lines(parts: Iterable[str]) -> list[str]:
    return [line for line in (names.tidy(one).strip(" ,") for one in parts) if line]


def tags(text: str, parting: str = "") -> list[str]:
    """The tags in a text, parted as it shows; Google's own groups are none."""
    sign = parting or next((one for one in (":::", ";", "\n") if one in text), ",")
    found = [names.tidy(one) for one in text.split(sign)]
    return [one for one in found if one and not one.startswith("* ")]


def label(text: str) -> str:
    """Which phone, email or address it is, without another program's marks."""
    plain = names.tidy(text).strip("*_$!<> ")[:40]
    known = plain.lower()
    if known in {"pref", "internet", "voice", "x-internet"}:
        return ""
    return known if known in _LABELS else plain


def affiliation(name: str, part: str = "", kind: str = "works-at") -> Affiliation | None:
    """An organisation and a part of it as a file says them; None where it says neither."""
    made = Affiliation(names.tidy(name), names.tidy(part), kind)
    return made if made.whole else None


def affiliated(
    title: str, said: Iterable[Affiliation], own: str
) -> tuple[str, tuple[Affiliation, ...]]:
    """A contact's role, and the organisations to which one called `own` belongs.

    A part alone, or of the organisation that the contact itself is, belongs to the role.
    """
    own = fold(own)
    at = tuple(
        dict.fromkeys(
            one for one in said if one.name and own not in (fold(one.name), fold(one.whole))
        )
    )
    parts = [one.part for one in said if one not in at and fold(one.whole) != own]
    return role(title, ", ".join(filter(None, parts))), at


def is_organisation(name: str, parts: Iterable[str], said: Iterable[Affiliation]) -> bool:
    """Whether what is called `name` is one of the organisations said of it, not somebody in one.

    A name in two or more parts is a person’s, also where their business is called as they are.
    """
    parted = len([one for one in parts if one.strip()]) > 1
    return not parted and fold(name) in {
        fold(text) for one in said for text in (one.name, one.whole)
    }


def role(title: str, organisation: str) -> str:
    """What somebody does, and where."""
    title, organisation = names.tidy(title), names.tidy(organisation)
    return title if organisation in title else ", ".join(filter(None, (title, organisation)))


_KINDS: Mapping[str, Kind] = {
    **{fold(words): key for key, words in KINDS.items()},
    **{key: key for key in KINDS},
    "individual": "person",
    "org": "other",
    "organisation": "other",
    "organization": "other",
    "mp": "member",
}


def kind(text: str) -> Kind | None:
    """The kind of contact that a text names; None where it names none."""
    return _KINDS.get(fold(text))


_LANGUAGES: Mapping[str, str] = {
    **{fold(words): key for key, words in LANGUAGES.items()},
    "한국어": "ko", "조선어": "ko", "조선말": "ko", "영어": "en",
}  # fmt: skip


def language(text: str) -> str:
    """A language as it is kept: of one that is written to its code, else as it was written."""
    plain = fold(text)
    code = plain.partition("-")[0]
    return _LANGUAGES.get(plain) or (code if code in LANGUAGES else plain[:35])


def is_marked(texts: Iterable[str]) -> bool:
    """Whether somebody is at risk, or not to be contacted: where a text is not a clear no.

    “high” or “yes (mother)” is nobody's plain yes, and a mark that is missed can hurt.
    """
    return any(_plain(one) not in unmarked() for one in texts)


def in_doubt(texts: Iterable[str]) -> bool:
    """Whether a mark follows from a text that is neither a plain yes nor a clear no."""
    known = unmarked() | usual_answers()[0]
    return any(_plain(one) not in known for one in texts)


def turned_round(text: str) -> str:
    """An answer below a heading that says the opposite of a mark, as the mark itself puts it.

    Only a plain yes leaves somebody unmarked; what says nothing is a question.
    """
    plain = _plain(text)
    if plain in cleared() | usual_answers()[0]:
        return "no"
    if plain in unmarked():
        return "yes" if re.search(r"\w", plain) else "?"
    return plain


def _plain(text: str) -> str:
    """An answer as a mark is read from it: “?” and “no?” stay questions, which `fold` drops."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).removesuffix(".")


def noted(lines: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """What “Kind: church” lines say by key of BESIDE, whose words they use; and other lines."""
    found: dict[str, list[str]] = {}
    rest = []
    for line in lines:
        words, colon, value = line.partition(":")
        key = _BESIDE.get(fold(words)) if colon else None
        if key:
            found.setdefault(key, []).append(value.strip())
        elif line.strip():
            rest.append(line.strip())
    return found, rest


_BESIDE: Mapping[str, str] = {fold(words): key for key, words in BESIDE.items()}


def first_by(labels: Sequence[str], prefer: Sequence[str]) -> list[int]:
    """The places of `labels`, those preferred first and else as they stand."""
    rank = {one: at for at, one in enumerate(prefer)}
    return sorted(range(len(labels)), key=lambda at: (rank.get(labels[at], len(rank)), at))
