"""The hand-in pack: which documents go to whom, in their order, each by itself and in one file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.documents.packs import letters, lists, poster
from app.documents.packs.facts import PackFacts
from app.documents.page.pdf import Pdf
from app.documents.words import filled
from app.domain.addressee import Addressee
from app.domain.wording import Wording

MANIFEST = "SHA256SUMS.txt"

DrawPart = Callable[[Pdf, int], None]
"""Draws a document's pages; its bookmarks begin at a level."""


class Part(NamedTuple):
    """One document of a pack: its key in pack.toml, its title and how it is drawn."""

    key: str
    title: str
    draw: DrawPart


KEYS = (
    *("note", "letter", "words", "top", "cover", "certificate", "custody", "schedule"),
    *("translator", "checklist", "press", "poster", "receipt", "publication"),
)
"""Every document that a pack may hold, in its order."""


def in_pack(key: str, wording: Wording, body: Addressee) -> bool:
    """Whether the document `key` belongs to the pack for this addressee."""
    return {
        "note": bool(body.note),
        "words": bool(body.note),  # a House has its top sheet on paper, signed
        "letter": not body.note,
        "top": not body.note,
        "schedule": body.takes_list,
        "translator": bool(wording.translations),
    }.get(key, True)


def parts(facts: PackFacts, schedule: DrawPart | None, hand_in: date) -> list[Part]:
    """The documents of the pack for the addressee."""
    body = facts.addressee
    makers: dict[str, DrawPart] = {
        "note": letters.note(facts).draw,
        "letter": letters.letter(facts, with_schedule=schedule is not None).draw,
        "words": letters.words(facts).draw,
        "top": letters.top_sheet(facts).draw,
        "cover": lists.cover(facts).draw,
        "certificate": lists.certificate(facts).draw,
        "custody": lists.custody(facts).draw,
        "translator": letters.translator(facts).draw,
        "checklist": lists.checklist(facts, hand_in).draw,
        "press": letters.press(facts, hand_in).draw,
        "poster": poster.result(facts, hand_in),
        "receipt": letters.receipt(facts).draw,
        "publication": lists.publication(facts).draw,
    } | ({"schedule": schedule} if schedule else {})
    return [
        Part(key, facts.texts[_texts_of(key, body)]["title"], makers[key])
        for key in KEYS
        if key in makers and in_pack(key, facts.wording, body)
    ]


def _texts_of(key: str, body: Addressee) -> str:
    return body.note if key == "note" else key


def pack_files(facts: PackFacts, schedule: DrawPart | None, hand_in: date) -> dict[str, bytes]:
    """The pack by file name: each document, all of them in one, and the manifest."""
    made = parts(facts, schedule, hand_in)
    names = facts.texts["files"]
    files = {
        f"{number:02}-{names[part.key]}.pdf": one_pdf(facts, part)
        for number, part in enumerate(made, 1)
    }
    # Tags belong to the document that they were drawn on: the whole is made afresh.
    files[f"{names['whole']}.pdf"] = _whole(facts, parts(facts, schedule, hand_in))
    return files | {MANIFEST: manifest(files)}


def one_pdf(facts: PackFacts, part: Part) -> bytes:
    """One document as a file of its own."""
    pdf = Pdf(f"{part.title}: {facts.wording.title}", facts.language)
    part.draw(pdf, 0)
    return pdf.bytes()


def _whole(facts: PackFacts, made: Sequence[Part]) -> bytes:
    """All documents in one file, a bookmark for each."""
    title = filled(facts.texts["files"]["whole_title"], facts.values())
    pdf = Pdf(title, facts.language)
    for part in made:
        part.draw(pdf, 0)
    return pdf.bytes()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A line for each file with its SHA-256, as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()]
    return "".join(lines).encode()
