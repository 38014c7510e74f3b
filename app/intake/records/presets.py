"""Which program a table came from, by its heads; each is a file of resources/imports."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.columns import OWN
from app.domain.signature import CHANNELS, Origin
from app.errors import NotFoundError
from app.intake.tables import TemplateError, read_table
from app.messages import tr
from app.paths import RESOURCES

IMPORTS = RESOURCES / "imports"
OWN_EXPORT = "roundrobin"
PLAIN = "table"
"""The preset of any table with headings."""

_OURS = {"origin", "opt_ins", "validity", "signed_on", "external_id"}

OPT = "opt:"
"""The beginning of a target that is a channel: “opt:email”."""

PARTS: Mapping[str, str] = {
    "given": tr("Given names"),
    "family": tr("Family name"),
    "street": tr("Address, first line"),
    "line2": tr("Address, second line"),
    "city": tr("Town"),
    "county": tr("County"),
}
"""What becomes a name or an address together with others."""

TARGETS: Mapping[str, str] = {
    **{key: OWN[key] for key in ("name",)},
    "given": PARTS["given"],
    "family": PARTS["family"],
    "address": OWN["address"],
    **{key: PARTS[key] for key in ("street", "line2", "city", "county")},
    **{
        key: OWN[key]
        for key in ("postcode", "email", "phone", "signed_on", "external_id", "born", "age")
    },
    **{f"{OPT}{channel}": tr("Agrees to: {channel}", channel=words.lower())
       for channel, words in CHANNELS.items()},
    **{
        key: OWN[key]
        for key in (
            "opt_ins", "sheet", "row", "validity", "reason", "origin", "source", "id", "import_key",
        )
    },
}  # fmt: skip
"""Everything that a column may be, in the order in which it is offered, with its words."""


@dataclass(frozen=True)
class Preset:
    """How one program's table is known and taken.

    Each group of `needs` holds patterns of which one head has to match; `first` is what the
    first head has to match. `columns` gives each target its patterns, best first; `later` those
    that serve only where nothing better was found. `questions` says that the remaining heads are
    people's own words. Patterns are compared with heads folded by `fold`.
    """

    ref: str
    name: str
    origin: Origin
    columns: dict[str, list[str]]
    later: dict[str, list[str]]
    needs: tuple[tuple[str, ...], ...] = ()
    first: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    questions: bool = False
    note: str = ""


def fold(head: str) -> str:
    """A head as it is compared: any case, underscores as spaces, no stop at its end."""
    text = unicodedata.normalize("NFKC", head).casefold().replace("_", " ")
    return " ".join(text.split()).rstrip(" :?*.").strip()


@cache
def presets() -> dict[str, Preset]:
    """Every preset by its ref, the plain table last."""
    found = {}
    for path in sorted(IMPORTS.glob("*.toml")):
        if path.stem not in {"words", "answers"}:
            table = {"ref": path.stem, "columns": {}, "later": {}}
            table |= tomllib.loads(path.read_text(encoding="utf-8"))
            found[path.stem] = read_table(Preset, table, path.name)
            _require_targets(found[path.stem], path.name)
    found[PLAIN] = found.pop(PLAIN)
    return found


def _require_targets(made: Preset, file: str) -> None:
    for target in (*made.columns, *made.later):
        if target not in TARGETS:
            raise TemplateError("{file}: there is no field “{field}”.", file=file, field=target)


def preset(ref: str) -> Preset:
    """The preset called `ref`; NotFoundError names those there are."""
    found = presets().get(ref)
    if found is None:
        raise NotFoundError(
            "There is no preset “{ref}”: choose one of {known}.",
            ref=ref,
            known=", ".join(presets()),
        )
    return found


@cache
def _words() -> dict[str, list[str]]:
    table = tomllib.loads((IMPORTS / "words.toml").read_text(encoding="utf-8"))
    return {str(target): list(patterns) for target, patterns in table.items()}


@cache
def usual_answers() -> tuple[frozenset[str], frozenset[str]]:
    """The answers, folded, that mean yes and no in every file."""
    table = tomllib.loads((IMPORTS / "answers.toml").read_text(encoding="utf-8"))
    return frozenset(map(fold, table["yes"])), frozenset(map(fold, table["no"]))


def recognise(heads: Sequence[str]) -> Preset:
    """The preset that asks most of these heads and gets it; else the plain table.

    Our own export has our own heads alone, and one among them that nobody else has.
    """
    if set(heads) <= OWN.keys() and _OURS & set(heads):
        return preset(OWN_EXPORT)
    folded = [fold(head) for head in heads]
    best = preset(PLAIN)
    for one in presets().values():
        if one.needs and len(one.needs) > len(best.needs) and _fits(one, folded):
            best = one
    return best


def _fits(one: Preset, folded: Sequence[str]) -> bool:
    first = not one.first or any(re.fullmatch(pattern, folded[0]) for pattern in one.first)
    return first and all(
        any(re.fullmatch(pattern, head) for pattern in group for head in folded)
        for group in one.needs
    )


def targets_of(one: Preset, heads: Sequence[str]) -> tuple[str, ...]:
    """What each column becomes by a preset: a key of TARGETS, or nothing.

    Each target is given once. Given names beside a full name are left out, and a “name” beside
    a family name is the given one.
    """
    if one.ref == OWN_EXPORT:
        return tuple(head if head in TARGETS else "" for head in heads)
    folded = [fold(head) for head in heads]
    given = [""] * len(heads)
    left = {
        at for at, head in enumerate(folded)
        if any(re.fullmatch(pattern, head) for pattern in one.leave)
    }  # fmt: skip
    _give(one.columns, folded, given, left, whole=True)
    if one.questions:
        kept = {
            at for at, head in enumerate(folded)
            if any(re.fullmatch(pattern, head) for group in one.later.values() for pattern in group)
        }  # fmt: skip
        _give(_words(), folded, given, left | kept, whole=False)
    _give(one.later, folded, given, left, whole=True)
    return _together(given)


def _give(
    patterns: Mapping[str, Sequence[str]],
    folded: Sequence[str],
    given: list[str],
    left: set[int],
    *,
    whole: bool,
) -> None:
    """Gives targets to columns: by whole heads in the patterns' order, else by words in a head."""
    if whole:
        for target, wanted in patterns.items():
            for pattern in wanted:
                found = next(
                    (at for at, head in enumerate(folded)
                     if not given[at] and at not in left and re.fullmatch(pattern, head)),
                    None,
                )  # fmt: skip
                if found is not None and target not in given:
                    given[found] = target
        return
    for at, head in enumerate(folded):
        if given[at] or at in left:
            continue
        target = next(
            (key for key, wanted in patterns.items()
             if any(re.search(pattern, head) for pattern in wanted)),
            "",
        )  # fmt: skip
        if target and target != "leave" and target not in given:
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
