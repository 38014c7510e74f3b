"""Batches of sheets with made-up codes, always the same ones."""

from __future__ import annotations

import random
from dataclasses import replace

from app.documents.sheets.batch import SheetsPdf, sheets_pdf
from app.domain.addressee import Kind
from app.domain.sheet import CodesOn, PrintJob, Shape, SheetToPrint
from app.domain.sheet_code import new_code
from app.domain.wording import Wording, wording_hash
from app.intake.templates import addressee, sheet_texts
from tests.campaigns import commons_wording


def job(
    number: int, wording: Wording | None = None, kind: Kind = "full", seed: int = 7
) -> PrintJob:
    """A batch of `number` sheets, all of one kind."""
    shown = wording or commons_wording()
    body = addressee(shown.addressee)
    chance = random.Random(seed)
    languages = tuple(shown.translations)
    return PrintJob(
        wording=shown,
        addressee=body,
        hash=wording_hash(shown, body),
        batch=3,
        sheets=tuple(SheetToPrint(new_code(chance.choice), at + 1, kind) for at in range(number)),
        texts={language: sheet_texts(language) for language in ("en", *languages)},
        languages=languages,
    )


def batch(
    number: int,
    wording: Wording | None = None,
    kind: Kind = "full",
    *,
    draft: bool = False,
    shape: Shape = "portrait",
    codes_on: CodesOn = "foot",
    rows: int | None = None,
    seed: int = 7,
) -> SheetsPdf:
    """The PDF of that batch."""
    one = replace(job(number, wording, kind, seed), shape=shape, codes_on=codes_on, rows=rows)
    return sheets_pdf(replace(one, draft=draft))
