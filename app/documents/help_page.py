"""The help page: a translation in a size that is easy to read, and how to sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.documents.flow import Flow
from app.documents.translation import translated
from app.documents.words import filled, language_name
from app.domain.addressee import Addressee
from app.domain.wording import Wording, printed_hash


def help_page_pdf(
    wording: Wording,
    addressee: Addressee,
    language: str,
    hash_: str,
    sheet_texts: Mapping[str, Mapping[str, str]],
    texts: Mapping[str, Any],
) -> bytes:
    """The page in `language`, labelled as no part of the petition (R7)."""
    one, own = wording.translations[language], sheet_texts[language]
    name = language_name(language, sheet_texts["en"])
    title = one.title or wording.title
    flow = Flow(title, language, mark=texts["foot"])
    flow.title(title)
    label = filled(sheet_texts["en"]["translation_label"], {"language": name})
    flow.paragraph(own.get("translation_note", ""), lead=label, size=9.5, after=12)
    if "help_intro" in own:
        flow.paragraph(own["help_intro"], size=12)
    for text in translated(one, own, addressee.form):
        flow.paragraph(text, size=13, after=10)
    steps = [own[key] for key in sorted(own) if key.startswith("help_how_") and key[-1].isdigit()]
    if steps:
        flow.heading(own["help_how_title"])
        flow.numbered(steps)
    if one.translator and "help_translator" in own:
        flow.paragraph(filled(own["help_translator"], {"translator": one.translator}), size=9.5)
    wording_line = filled(sheet_texts["en"]["wording"], {"hash": printed_hash(hash_)})
    flow.paragraph(f"{wording.title}. {wording_line}.", size=9)
    return flow.pdf()
