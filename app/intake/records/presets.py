"""Which program a table came from, by its heads; each is a file of resources/imports."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.signature import Origin
from app.errors import NotFoundError
from app.intake.records.subject import SIGNATURES, SUBJECTS, Subject
from app.intake.tables import TemplateError, read_table

OWN_EXPORT = "roundrobin"
PLAIN = "table"
"""The preset of any table with headings."""

_NUMBERED = re.compile(r" \d+$")
"""What the second of a column is called by: “phone 2”."""


@dataclass(frozen=True)
class Preset:
    """How one program's table is known and taken.

    Each group of `needs` holds patterns of which one head has to match; `first` is what the
    first head has to match. `columns` gives each target its patterns, best first; `later` those
    that serve only where nothing better was found. `questions` says that the remaining heads are
    people's own words. `labels` says by patterns of heads which phone or address it is, and
    `prefer` which labels stand first. Patterns are compared with heads folded by `fold`.
    """

    ref: str
    name: str
    columns: dict[str, list[str]]
    later: dict[str, list[str]]
    labels: dict[str, list[str]]
    subject: str
    origin: Origin = "online"
    needs: tuple[tuple[str, ...], ...] = ()
    first: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()
    questions: bool = False
    note: str = ""

    @property
    def about(self) -> Subject:
        """What its rows are."""
        return SUBJECTS[self.subject]

    def label(self, head: str) -> str:
        """Which phone, email or address stands under a head; empty where it does not say."""
        folded = fold(head)
        return next(
            (one for one, patterns in self.labels.items()
             if any(re.search(pattern, folded) for pattern in patterns)),
            "",
        )  # fmt: skip


def fold(head: str) -> str:
    """A head as it is compared: any case, underscores as spaces, no stop at its end."""
    text = unicodedata.normalize("NFKC", head).casefold().replace("_", " ")
    return " ".join(text.split()).rstrip(" :?*.").strip()


@cache
def presets(ref: str = SIGNATURES.ref) -> dict[str, Preset]:
    """Every preset for tables of one subject by its ref, the plain table last."""
    found = {}
    for path in sorted(SUBJECTS[ref].formats.glob("*.toml")):
        if path.stem not in {"words", "answers", "marks"}:
            table = {"ref": path.stem, "columns": {}, "later": {}, "labels": {}, "subject": ref}
            table |= tomllib.loads(path.read_text(encoding="utf-8"))
            found[path.stem] = read_table(Preset, table, path.name)
            _require_targets(found[path.stem], path.name)
    found[PLAIN] = found.pop(PLAIN)
    return found


def _require_targets(made: Preset, file: str) -> None:
    for target in (*made.columns, *made.later):
        if target not in made.about.targets:
            raise TemplateError("{file}: there is no field “{field}”.", file=file, field=target)


def preset(ref: str, subject: Subject = SIGNATURES) -> Preset:
    """The preset called `ref`; NotFoundError names those there are."""
    found = presets(subject.ref).get(ref)
    if found is None:
        raise NotFoundError(
            "There is no preset “{ref}”: choose one of {known}.",
            ref=ref,
            known=", ".join(presets(subject.ref)),
        )
    return found


@cache
def _words(ref: str) -> dict[str, list[str]]:
    path = SUBJECTS[ref].formats / "words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {str(target): list(patterns) for target, patterns in table.items()}


@cache
def usual_answers() -> tuple[frozenset[str], frozenset[str]]:
    """The answers, folded, that mean yes and no in every file."""
    path = SIGNATURES.formats / "answers.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(map(fold, table["yes"])), frozenset(map(fold, table["no"]))


@cache
def unmarked() -> frozenset[str]:
    """What a column of marks, as “At risk”, says of who has none: whole, but for its case."""
    path = SIGNATURES.formats / "answers.toml"
    return cleared() | frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["unmarked"])


@cache
def cleared() -> frozenset[str]:
    """Of these, those that say so whichever way round the column's heading is."""
    path = SIGNATURES.formats / "answers.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["cleared"])


@dataclass(frozen=True)
class Mark:
    """What a heading says of people: a mark, or where `turned` its opposite, as “Alive”."""

    target: str
    turned: bool


def mark_of(head: str, subject: Subject) -> Mark | None:
    """The mark that stands below a heading; None where it speaks of none."""
    words = _mark_words(head)
    return next((made for made, wanted in _marks(subject.ref) if wanted.search(words)), None)


def _mark_words(head: str) -> str:
    """A heading as words: “DoNotContact” and “At-risk (yes/no)” say what others part by spaces."""
    parted = _PARTED.sub(" ", fold(_CAPITAL.sub(" ", head))).strip()
    return " ".join(_EITHER.sub(" ", parted[:_HEADING]).split())


_HEADING = 1000
"""So much of a heading is looked at: patterns take long over what is no heading."""

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTED = re.compile(r"[^\w'’]+")
_EITHER = re.compile(
    r"\b(yes|y|true|o|예|네) ?(or )?(no|n|false|x|아니[요오])$|\b(no|n|x) (or )?(yes|y|o)$"
)


@cache
def _marks(ref: str) -> list[tuple[Mark, re.Pattern[str]]]:
    """The marks with what their headings say, in the order in which they are tried."""
    path = SUBJECTS[ref].formats / "marks.toml"
    if not SUBJECTS[ref].marks:
        return []
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    found = []
    for target in SUBJECTS[ref].marks:
        for key in ("turned", "says"):
            pattern = "|".join(table[target][key])
            for word, stands_for in table["words"].items():
                pattern = pattern.replace(f"{{{word}}}", stands_for)
            found.append((Mark(target, key == "turned"), re.compile(pattern)))
    return found


def recognise(heads: Sequence[str], subject: Subject = SIGNATURES) -> Preset:
    """The preset that asks most of these heads and gets it; else the plain table.

    Our own export has our own heads alone, and one among them that nobody else has.
    """
    own = set(map(_own, heads))
    if own <= subject.own and subject.telling & own:
        return preset(OWN_EXPORT, subject)
    folded = [fold(head) for head in heads]
    best = preset(PLAIN, subject)
    for one in presets(subject.ref).values():
        if one.needs and len(one.needs) > len(best.needs) and _fits(one, folded):
            best = one
    return best


def _own(head: str) -> str:
    return _NUMBERED.sub("", head)


def _fits(one: Preset, folded: Sequence[str]) -> bool:
    first = not one.first or any(re.fullmatch(pattern, folded[0]) for pattern in one.first)
    return first and all(
        any(re.fullmatch(pattern, head) for pattern in group for head in folded)
        for group in one.needs
    )


def targets_of(one: Preset, heads: Sequence[str]) -> tuple[str, ...]:
    """What each column becomes by a preset: a key of its subject's targets, or nothing.

    Each target is given once, but for those that may be several. Given names beside a full name
    are left out, and a “name” beside a family name is the given one, where not both are kept.
    """
    about = one.about
    if one.ref == OWN_EXPORT:
        return tuple(_own(head) if _own(head) in about.targets else "" for head in heads)
    folded = [fold(head) for head in heads]
    given = [""] * len(heads)
    left = {
        at for at, head in enumerate(folded)
        if any(re.fullmatch(pattern, head) for pattern in one.leave)
    }  # fmt: skip
    _give(one.columns, folded, given, left, about.several, whole=True)
    for at, head in enumerate(heads):
        mark = None if given[at] or at in left else mark_of(head, about)
        given[at] = mark.target if mark else given[at]
    if one.questions:
        kept = {
            at for at, head in enumerate(folded)
            if any(re.fullmatch(pattern, head) for group in one.later.values() for pattern in group)
        }  # fmt: skip
        _give(_words(about.ref), folded, given, left | kept, about.several, whole=False)
    _give(one.later, folded, given, left, about.several, whole=True)
    return tuple(given) if about.alone else _together(given)


def _give(
    patterns: Mapping[str, Sequence[str]],
    folded: Sequence[str],
    given: list[str],
    left: set[int],
    several: frozenset[str],
    *,
    whole: bool,
) -> None:
    """Gives targets to columns: by whole heads in the patterns' order, else by words in a head."""
    if whole:
        for target, wanted in patterns.items():
            for pattern in wanted:
                for at, head in enumerate(folded):
                    if given[at] or at in left or not re.fullmatch(pattern, head):
                        continue
                    if target not in given or target in several:
                        given[at] = target
        return
    for at, head in enumerate(folded):
        if given[at] or at in left:
            continue
        target = next(
            (key for key, wanted in patterns.items()
             if any(re.search(pattern, head) for pattern in wanted)),
            "",
        )  # fmt: skip
        if target and target != "leave" and (target not in given or target in several):
            given[at] = target


def _together(given: list[str]) -> tuple[str, ...]:
    """The targets where a whole stands beside its parts: only one of both is taken."""
    if "family" in given and "given" not in given and "name" in given:
        given = ["given" if one == "name" else one for one in given]
    has = set(given)
    drop = set()
    if {"given", "family"} <= has:
        drop.add("name")
    elif "name" in has:
        drop |= {"given", "family"}
    if "street" in has:
        drop.add("address")
    return tuple("" if one in drop else one for one in given)
