"""Conditions on signatures: checked before they select people, and said in plain words."""

from __future__ import annotations

from dataclasses import replace

from app.domain.dates import day_first
from app.domain.sheet_code import parse
from app.domain.signature import CHANNELS, REASONS
from app.errors import AppError
from app.messages import tr
from app.store.signature_query import SignatureQuery
from app.store.store import Store

_VALIDITIES = {
    "unchecked": tr("not checked"),
    "valid": tr("valid"),
    "similar": tr("similar"),
    "invalid": tr("invalid"),
}
_ORIGINS = {"paper": tr("on paper"), "online": tr("online")}
_LIKENESS = {
    "any": tr("perhaps a duplicate"),
    "likely": tr("likely a duplicate"),
    "possible": tr("possibly a duplicate"),
}


def query_of(store: Store, ref: str, asked: SignatureQuery) -> SignatureQuery:
    """`asked` as typed, with a sheet by its printed code, for the petition called `ref`.

    It is in the order of sheets and rows. AppError for a code that is none, and for days the
    wrong way round.
    """
    record = store.petitions.get(ref)
    if asked.signed_from and asked.signed_to and asked.signed_from > asked.signed_to:
        raise AppError(
            "The first day, {first}, is after the last, {last}: give the earlier day first.",
            first=asked.signed_from.isoformat(),
            last=asked.signed_to.isoformat(),
        )
    bare = parse(asked.sheet, store.sheets.codes()) if asked.sheet else ""
    return replace(asked, petition=record.id, sheet=bare, sort="sheet")


def describe(query: SignatureQuery) -> str:
    """The conditions of `query` in words, like “postcode begins KT3, not checked”.

    Empty where the query asks for all; its petition and its order are no condition.
    """
    return ", ".join(_said(query))


def _said(query: SignatureQuery) -> list[str]:
    texts = (
        (tr("holds the words “{text}”", text=query.text), query.text),
        (tr("name has “{text}”", text=query.name), query.name),
        (tr("Hangul has “{text}”", text=query.hangul), query.hangul),
        (tr("address has “{text}”", text=query.address), query.address),
        (tr("postcode begins {text}", text=query.postcode), query.postcode),
        (tr("sheet {text}", text=_code(query.sheet)), query.sheet),
        (tr("row {number}", number=query.row), query.row is not None),
        (_days(query), query.signed_from or query.signed_to),
        (_ORIGINS.get(query.origin or "", ""), query.origin),
        (tr("source has “{text}”", text=query.source), query.source),
        (tr("id at the source begins {text}", text=query.external_id), query.external_id),
        (tr("email has “{text}”", text=query.email), query.email),
        (tr("phone has {text}", text=query.phone), query.phone),
        (tr("agreed to: {channel}", channel=CHANNELS.get(query.opt_in, "")), query.opt_in),
        (tr("aged {number}", number=query.age), query.age is not None),
        (_VALIDITIES.get(query.validity or "", ""), query.validity),
        (tr("reason “{reason}”", reason=REASONS.get(query.reason, "")), query.reason),
        (_LIKENESS.get(query.duplicate, ""), query.duplicate),
        (tr("marked together before"), query.marking),
        (tr("not on a lost sheet"), not query.with_lost),
    )
    return [words for words, asked in texts if asked]


def _code(bare: str) -> str:
    """A whole code or its beginning, with the dashes of a printed one."""
    return "-".join(part for part in (bare[:4], bare[4:8], bare[8:]) if part)


def _days(query: SignatureQuery) -> str:
    first, last = query.signed_from, query.signed_to
    if first == last:
        return tr("signed on {day}", day=day_first(first))
    if first and last:
        return tr("signed from {first} to {last}", first=day_first(first), last=day_first(last))
    if first:
        return tr("signed on or after {day}", day=day_first(first))
    return tr("signed on or before {day}", day=day_first(last))
