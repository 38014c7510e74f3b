"""Petitions: added, checked, edited; a printed wording never changes."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime

from app.domain.checks import Finding, check_wording
from app.domain.council import profile_findings
from app.domain.wording import (
    TextPart,
    Wording,
    compose,
    without_fixed_phrases,
    wording_hash,
)
from app.errors import AppError
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.petition import councils
from app.store.petitions import PetitionRecord
from app.store.store import Store


@dataclass(frozen=True)
class Edited:
    """The wording version after an edit, and how many sheets of an older one are out."""

    version: int
    new_version: bool
    sheets_out: int

    def __str__(self) -> str:
        if not self.new_version:
            return tr("Wording version {version} is changed.", version=self.version)
        out = (
            trn(
                "{number} sheet of the old one is out; signatures on it stand for the old words.",
                "{number} sheets of the old one are out; signatures on them stand for the old "
                "words.",
                self.sheets_out,
            )
            if self.sheets_out
            else tr("No sheet of the old one is out.")
        )
        return tr(
            "The printed wording stays; this is version {version}. {out}",
            version=self.version,
            out=out,
        )


def check_text(wording: Wording) -> list[Finding]:
    """Findings on a wording that need not be saved, those that stop printing first."""
    return sorted(
        [*check_wording(wording, body_of(wording)), *_glyph_findings(wording)], key=_severity
    )


def check_here(store: Store, wording: Wording) -> list[Finding]:
    """The same findings, and what the campaign's profile of a council adds to them."""
    found = check_text(wording)
    if wording.addressee == councils.COUNCIL and wording.recipient:
        found += profile_findings(wording.recipient, councils.profile(store, wording.recipient))
    return sorted(found, key=_severity)


def _severity(finding: Finding) -> int:
    return ("stops", "warns", "advice").index(finding.severity)


def _glyph_findings(wording: Wording) -> list[Finding]:
    from app.documents.page.fonts import missing_glyphs

    texts: dict[str, str] = {
        "recipient": wording.recipient,
        "title": wording.title,
        "petitioners": wording.petitioners,
        "declares": wording.declares,
        "requests": wording.requests,
        "organiser": "".join(
            [
                wording.organiser.name,
                *wording.organiser.address,
                *wording.return_to.address,
                wording.privacy.controller,
                wording.privacy.contact,
                wording.privacy.complaints,
                wording.privacy.url,
            ]
        ),
    }
    for language, one in wording.translations.items():
        texts[f"translation.{language}"] = "".join(astuple(one))
    return [
        Finding(
            "R92",
            "stops",
            field,
            tr("No font of the program can print {missing}.", missing=" ".join(missing)),
            tr("Write it with other characters."),
        )
        for field, text in texts.items()
        if (missing := missing_glyphs(text))
    ]


def form_of_words(wording: Wording) -> tuple[TextPart, ...]:
    """The text in full as the addressee requires it."""
    return compose(wording, body_of(wording))


def add(store: Store, wording: Wording, *, now: datetime) -> str:
    """Adds a petition and gives its ref, which must be new in the campaign."""
    if store.petitions.exists(wording.ref):
        raise AppError(
            "This campaign has a petition “{ref}” already: choose another “ref”, or edit it.",
            ref=wording.ref,
        )
    tidy = without_fixed_phrases(wording, body_of(wording))
    with store.step(tr("Add petition “{ref}”", ref=wording.ref)):
        store.petitions.add(wording, wording_hash(tidy, body_of(wording)), now)
    return wording.ref


def edit(store: Store, ref: str, wording: Wording) -> Edited:
    """Replaces a petition's wording; a frozen one stays and a new version begins.

    Print details (organiser, return, privacy, dates, translations) change without
    a new version.
    """
    record = store.petitions.get(ref)
    if wording.ref != ref:
        raise AppError(
            "“ref” cannot change from {old} to {new}: the reference is printed on sheets.",
            old=ref,
            new=wording.ref,
        )
    renewed = wording_hash(wording, body_of(wording))
    new_version = record.frozen and renewed != record.hash
    with store.step(tr("Edit petition “{ref}”", ref=ref)):
        if new_version:
            store.petitions.add_version(record, wording, renewed)
        else:
            store.petitions.replace(record, wording, renewed)
    out = store.sheets.out_of_version(record.version_id) if new_version else 0
    return Edited(record.version + new_version, new_version, out)


def check(store: Store, ref: str) -> list[Finding]:
    """Findings on a petition's newest wording."""
    return check_here(store, store.petitions.get(ref).wording)


def show(store: Store, ref: str) -> PetitionRecord:
    """A petition with its newest wording."""
    return store.petitions.get(ref)


def list_all(store: Store) -> list[PetitionRecord]:
    """The campaign's petitions, oldest first."""
    return store.petitions.all()
