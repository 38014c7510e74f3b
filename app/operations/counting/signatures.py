"""Signatures: keyed from a row, judged, listed. Nobody can sign for another (R14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from app.domain.address import towns
from app.domain.postcode import normalise
from app.domain.row_notes import RowNote, row_notes
from app.domain.sheet_code import printed
from app.domain.signature import RowEntry, Signature, Validity
from app.domain.validity import Rules, counted_as
from app.domain.wording import Wording
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.counting.conditions import query_of
from app.operations.counting.validity import rules
from app.operations.paper.entry import free_rows, require_open, require_reason, tidy_entry
from app.store.judging import Standing, Verdict
from app.store.signature_query import SignatureQuery
from app.store.store import Store

EVERYBODY = SignatureQuery("")
"""No condition at all."""

LATEST = 500
"""So many addresses entered last say which towns are known."""


@dataclass(frozen=True)
class Added:
    """The id of a keyed signature, and what is worth a second look in it."""

    id: str
    notes: list[RowNote]


def notes_on(entry: RowEntry, wording: Wording) -> list[RowNote]:
    """Remarks on a row before it is kept (R11, R80 to R83, R92); never a bar."""
    from app.documents.page.fonts import missing_glyphs

    missing = missing_glyphs(entry.name + entry.address)
    unprintable = RowNote(
        "name", "R92", tr("No font of the program can print {missing}.", missing=missing)
    )
    return [*row_notes(entry, wording), *([unprintable] if missing else [])]


def add(
    store: Store, ref: str, code: str, entry: RowEntry, *, now: datetime, replacing: bool = False
) -> Added:
    """Keys one row of the sheet with that code; a row keyed already is kept unless `replacing`."""
    record = store.petitions.get(ref)
    sheet = store.sheets.get(code)
    if sheet.petition != record.id:
        raise AppError(
            "Sheet {code} belongs to petition “{other}”, not to “{ref}”.",
            code=printed(sheet.code),
            other=store.petitions.of_id(sheet.petition).ref,
            ref=ref,
        )
    require_open(sheet)
    entry = tidy_entry(entry, sheet, now.date())
    keyed = free_rows(store.signatures, sheet, [entry.row], replacing=replacing)
    with store.step(tr("Key row {row} of {code}", row=entry.row, code=printed(sheet.code))):
        if entry.row in keyed:
            key = keyed[entry.row]
            store.signatures.replace(key, entry)
        else:
            key = store.signatures.add(record.id, sheet.id, entry)
        store.sheets.set_state([sheet], "keyed", now)
    return Added(key, notes_on(entry, store.sheets.printed_wording(sheet.batch_id)))


def clear_row(store: Store, code: str, row: int, *, now: datetime) -> None:
    """Takes a row out again that was blank after all."""
    sheet = store.sheets.get(code)
    require_open(sheet)
    found = [one for one in store.signatures.of_sheet(sheet.id) if one.row == row]
    if not found:
        raise NotFoundError(
            "Sheet {code}, row {row} is not keyed.", code=printed(sheet.code), row=row
        )
    with store.step(tr("Clear row {row} of {code}", row=row, code=printed(sheet.code))):
        store.signatures.remove(found[0].id)
        store.second_keyings.remove(sheet.id, row)
        if sheet.keyed == 1:
            store.sheets.set_state([sheet], "counted" if sheet.count else "returned", now)


def addresses_at(
    store: Store, ref: str, postcode: str, *, with_at_risk: bool = False
) -> list[tuple[str, int]]:
    """The addresses keyed before with that postcode, with how often; most frequent first.

    Where somebody at risk lives is proposed to nobody who types a row.
    """
    record = store.petitions.get(ref)
    hidden = frozenset() if with_at_risk else at_risk(store, ref)
    return store.signatures.addresses_at(record.id, normalise(postcode), hidden)


def known_towns(store: Store, ref: str, *, with_at_risk: bool = False) -> frozenset[str]:
    """The towns in which the addresses keyed lately end, each of them at least twice."""
    record = store.petitions.get(ref)
    hidden = frozenset() if with_at_risk else at_risk(store, ref)
    return towns(store.signatures.latest_addresses(record.id, LATEST, hidden))


def set_validity(store: Store, ids: Sequence[str], validity: Validity, reason: str = "") -> int:
    """Marks signatures; an invalid one needs a reason code of R106, and none is ever deleted.

    Gives how many of them count as similar though “valid” was asked for, being online or on no
    printed sheet where the addressee counts only ink (R10, R24).
    """
    require_reason(validity, reason, "Signatures")
    unknown = store.signatures.unknown(ids)
    if unknown:
        raise NotFoundError("There is no signature with the id {id}.", id=unknown[0])
    standing = store.judging.known(ids)
    asked = {
        one.petition: rules(store, store.petitions.of_id(one.petition).ref)
        for one in {one.petition: one for one in standing}.values()
    }
    judged = [
        (one, Verdict(_counted(validity, one, asked[one.petition]), reason)) for one in standing
    ]
    many = trn("{number} signature", "{number} signatures", len(ids))
    changed = [(one, verdict) for one, verdict in judged if one.verdict != verdict]
    label = tr("Mark {many} {validity}", many=many, validity=validity)
    if changed:  # what is so already is no step, so that undo takes back what was seen
        with store.judge_signatures(label, changed):
            pass
    return sum(verdict.validity != validity for _, verdict in judged)


def _counted(validity: Validity, one: Standing, asked: Rules) -> Validity:
    return counted_as(validity, one.origin, asked, on_sheet=one.on_sheet)


def listing(
    store: Store, ref: str, asked: SignatureQuery = EVERYBODY, *, limit: int = 0
) -> Iterator[Signature]:
    """The signatures asked for, by sheet and row; at most `limit` where one is given."""
    return islice(store.signatures.all(query_of(store, ref, asked)), limit or None)


def at_risk(store: Store, ref: str) -> frozenset[str]:
    """The ids of the signatures of contacts at risk, who are named only where that is asked."""
    return store.contacts.signatures_at_risk(store.petitions.get(ref).id)


def at_risk_among(store: Store, found: Iterable[Signature]) -> frozenset[str]:
    """The ids of those who are at risk in the petitions of these signatures."""
    petitions = {one.petition for one in found}
    return frozenset().union(*map(store.contacts.signatures_at_risk, petitions))


def unnamed(signature: Signature) -> Signature:
    """A signature without anything that tells whose it is."""
    return replace(
        signature, name=tr("at risk"), address="", postcode="", email="", phone="", born=None,
        age=None, external_id="", import_key="",
    )  # fmt: skip


def unnamed_words(number: int) -> str:
    """How many signatures are shown without their names; empty where none is."""
    return (number and trn(
        "{number} at risk without name and address",
        "{number:,} at risk without name and address", number,
    )) or ""  # fmt: skip


def as_document(signature: Signature) -> dict[str, Any]:
    """A signature with the stable keys of the command line."""
    return {
        "id": signature.id,
        "external_id": signature.external_id,
        "sheet": printed(signature.sheet) if signature.sheet else None,
        "row": signature.row,
        "name": signature.name,
        "address": signature.address,
        "postcode": signature.postcode,
        "signed_on": signature.signed_on.isoformat() if signature.signed_on else None,
        "validity": signature.validity,
        "reason": signature.reason or None,
        "origin": signature.origin,
        "source": signature.source,
        "email": signature.email,
        "phone": signature.phone,
        "opt_ins": list(signature.opt_ins),
        "born": signature.born.isoformat() if signature.born else None,
        "age": signature.age,
        "import_key": signature.import_key,
    }
