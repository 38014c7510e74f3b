"""The options by which a contact is described, and the contact that they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from app.domain.community.contact import KINDS, Contact, Email, Order, PostalAddress, WrittenName
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.community.contact import Phone

R = TypeVar("R")

with_at_risk_option = click.option(
    "--with-at-risk", is_flag=True, help="Show people at risk by name as well."
)


def _many(name: str, words: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    return click.option(f"--{name}", f"{name.replace('-', '_')}", multiple=True, help=words)


def _flag(name: str, words: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    return click.option(f"--{name}", name.replace("-", "_"), is_flag=True, help=words)


_MARKS = {"at_risk": "not_at_risk", "do_not_contact": "may_contact", "deceased": "living"}
"""The options that mark a contact, each with the one that takes the mark away."""


def described(command: Callable[..., R]) -> Callable[..., R]:
    """Adds the options that say what is known of a contact."""
    orders = [one for one in get_args(Order) if one]
    for option in (
        click.option("--kind", type=click.Choice(list(KINDS)), help="What it is; else a person."),
        _many("name", "A name as it is written; the first is the one to address them by."),
        _many("also-name", "One more name, as in another script; the others stay."),
        click.option(
            "--name-order",
            type=click.Choice(orders),
            multiple=True,
            help="In which order the name of that place is written.",
        ),
        _many("family", "The family name within the name of that place."),
        _many("pronounced", "How the name of that place is spoken."),
        click.option("--language", help="The language to write to them in, as “ko”."),
        click.option("--role", help="What they are or do."),
        _many("address", "Street and town, parted by commas; may be repeated."),
        _many("postcode", "The postcode of the address of that place; nothing else changes."),
        _many("phone", "A telephone number in any form; may be repeated."),
        _many("email", "An email address; may be repeated."),
        _many("tag", "A tag; may be repeated."),
        click.option("--note", help="Notes, in the place of those there are."),
        _flag("at-risk", "The name must not appear on lists, labels or exports."),
        _flag("not-at-risk", "It may again."),
        _flag("do-not-contact", "They asked not to be contacted."),
        _flag("may-contact", "They may be again."),
        _flag("deceased", "They have died."),
        _flag("living", "They have not."),
    ):
        command = option(command)
    return command


def applied(contact: Contact, said: dict[str, Any]) -> Contact:
    """`contact` with what the options say; what they do not say stays as it is."""
    changes: dict[str, Any] = {
        field: said[field] for field in ("kind", "language", "role") if said[field] is not None
    }
    if said["language"]:
        changes["language"] = _language(said["language"])
    for mark, away in _MARKS.items():
        if said[mark] and said[away]:
            raise AppError(
                "--{mark} and --{away} exclude each other: say one.",
                mark=mark.replace("_", "-"),
                away=away.replace("_", "-"),
            )
        if said[mark] or said[away]:
            changes[mark] = said[mark]
    if said["note"] is not None:
        changes["notes"] = said["note"]
    if said["tag"]:
        changes["tags"] = said["tag"]
    if said["email"]:
        changes["emails"] = tuple(Email(one) for one in said["email"])
    if said["phone"]:
        changes["phones"] = tuple(_phone(one) for one in said["phone"])
    if said["address"] or said["postcode"]:
        changes["addresses"] = _addresses(contact.addresses, said["address"], said["postcode"])
    return replace(contact, names=_names(contact.names, said), **changes)


def _language(written: str) -> str:
    from app.operations.community.contacts import language_of

    return language_of(written)


def _phone(written: str) -> Phone:
    from app.intake.phones import read_phone

    return read_phone(written)


def _names(known: Sequence[WrittenName], said: dict[str, Any]) -> tuple[WrittenName, ...]:
    """The names, the options of one place after the other given to the names of those places."""
    listed = [WrittenName(one) for one in said["name"]] or list(known)
    listed += [WrittenName(one) for one in said["also_name"]]
    for option, field in (("name_order", "order"), ("family", "family"),
                          ("pronounced", "pronounced")):  # fmt: skip
        if len(said[option]) > len(listed):
            raise AppError(
                "--{option} is given {number} times, but there are {names} names.",
                option=option.replace("_", "-"),
                number=len(said[option]),
                names=len(listed),
            )
        for at, value in enumerate(said[option]):
            listed[at] = replace(listed[at], **{field: value})
    return tuple(listed)


def _addresses(
    known: Sequence[PostalAddress], lines: Sequence[str], postcodes: Sequence[str]
) -> tuple[PostalAddress, ...]:
    """The addresses that are given in the place of those known; postcodes alone change theirs."""
    made = []
    if not lines:
        pairs = zip_longest(known, postcodes)
        return tuple(
            replace(one or PostalAddress(()), postcode=code) if code is not None else one
            for one, code in pairs
        )
    for line, postcode in zip_longest(lines, postcodes, fillvalue=""):
        parts = tuple(part.strip() for part in line.split(",") if part.strip())
        if parts or postcode.strip():
            made.append(PostalAddress(parts, postcode))
    return tuple(made)
