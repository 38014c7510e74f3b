"""The help page: a translation in a size that is easy to read, and how to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.page import tagging
from app.documents.page.flow import Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import GRID, LARGE, NOTE, TEXT
from app.documents.sheets.translation import translated
from app.documents.words import filled, language_name
from app.domain.addressee import Addressee
from app.domain.wording import Wording, printed_hash


def help_page_pdf(
    wording: Wording,
    addressee: Addressee,
    languages: Sequence[str],
    hash_: str,
    sheet_texts: Mapping[str, Mapping[str, str]],
    texts: Mapping[str, Mapping[str, Any]],
) -> bytes:
    """A page in each of `languages`, labelled as no part of the petition (R7).

    `sheet_texts` and `texts` (pack.toml) are by language; the first language is the document's.
    """
    first = wording.translations[languages[0]]
    pdf = Pdf(first.title or wording.title, languages[0])
    for language in languages:
        _page(wording, addressee, language, hash_, sheet_texts, texts[language]).draw(pdf)
    return pdf.bytes()


def _page(
    wording: Wording,
    addressee: Addressee,
    language: str,
    hash_: str,
    sheet_texts: Mapping[str, Mapping[str, str]],
    texts: Mapping[str, Any],
) -> Flow:
    one, own = wording.translations[language], sheet_texts[language]
    name = language_name(language, sheet_texts["en"])
    flow = Flow(style=LARGE, mark=texts["help"]["foot"], page=texts["flow"]["page"])
    flow.root.attributes = tagging.language(language)
    flow.title(one.title or wording.title)
    label = filled(sheet_texts["en"]["translation_label"], {"language": name})
    flow.paragraph("", lead=label, style=NOTE, after=0, language="en")
    flow.paragraph(own.get("translation_note", ""), style=NOTE)
    if "help_intro" in own:
        flow.paragraph(own["help_intro"], style=TEXT)
    for text in translated(one, own, addressee.form):
        flow.paragraph(text)
    steps = [own[key] for key in sorted(own) if key.startswith("help_how_") and key[-1].isdigit()]
    if steps:
        flow.heading(own["help_how_title"])
        flow.numbered(steps)
    if one.translator and "help_translator" in own:
        flow.paragraph(filled(own["help_translator"], {"translator": one.translator}), style=NOTE)
    wording_line = filled(sheet_texts["en"]["wording"], {"hash": printed_hash(hash_)})
    flow.paragraph(f"{wording.title}. {wording_line}.", style=NOTE, after=GRID, language="en")
    return flow
