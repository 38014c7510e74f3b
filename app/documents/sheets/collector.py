"""What a collector takes along with the sheets: what to say, two cards, a label, a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.documents.page import tagging
from app.documents.page.flow import Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import HEADING, LARGE, PAGE_HEIGHT, PAGE_WIDTH, SHOUT
from app.documents.words import filled, long_date, recipient, sentence
from app.domain.sheet import PrintJob
from app.domain.sheet_code import printed
from app.domain.wording import prayer


def draw(pdf: Pdf, job: PrintJob) -> None:
    """The pages behind a batch's sheets, in each language that `job.collector` has."""
    if not job.collector:
        return
    pdf.resize((PAGE_WIDTH, PAGE_HEIGHT))
    for language, texts in job.collector.items():
        values = _values(job, language)
        for page in (_say, _card, _safety):
            flow = _flow(job, texts, language)
            page(flow, texts, values)
            flow.draw(pdf)
    language, texts = next(iter(job.collector.items()))
    for page in (_label, _receipt):
        flow = _flow(job, texts, language)
        page(flow, texts, _values(job, language) | {"codes": _codes(job)})
        flow.draw(pdf)


def _flow(job: PrintJob, texts: Mapping[str, Any], language: str) -> Flow:
    flow = Flow(style=LARGE, mark=job.wording.title, page=texts["page"])
    if language != job.wording.language:
        flow.root.attributes = tagging.language(language)
    return flow


def _values(job: PrintJob, language: str) -> dict[str, str]:
    wording = job.wording
    organiser, back = wording.organiser, wording.return_to
    translation = wording.translations.get(language)
    names: Mapping[str, str] = job.collector[language].get("names", {})
    named = "" if wording.recipient else names.get(wording.addressee, "")
    asked = translation.requests if translation else prayer(wording, job.addressee).text
    return {
        "title": (translation and translation.title) or wording.title,
        "organiser": organiser.name,
        "recipient": named or recipient(wording, job.addressee),
        "request": sentence(asked),
        "who": job.addressee.who_may_sign.text,
        "contact": wording.privacy.contact,
        "retention": long_date(wording.privacy.retention, language),
        "by": long_date(back.by, language) if back.by else "",
        "batch": str(job.batch),
        "first": str(job.sheets[0].number),
        "last": str(job.sheets[-1].number),
        "number": str(len(job.sheets)),
        "address": "\n".join((organiser.name, *back.address)),
    }


def _codes(job: PrintJob) -> str:
    """Every code, or the first and the last where they are many."""
    codes = [printed(sheet.code) for sheet in job.sheets]
    return ", ".join(codes if len(codes) <= 60 else [*codes[:20], "…", *codes[-20:]])


def _say(flow: Flow, texts: Mapping[str, Any], values: Mapping[str, str]) -> None:
    flow.title(texts["say_title"])
    for text in texts["say"]:
        flow.paragraph(filled(text, values))
    flow.heading(texts["asked_title"])
    flow.numbered(filled(text, values) for text in texts["asked"])


def _card(flow: Flow, texts: Mapping[str, Any], values: Mapping[str, str]) -> None:
    flow.title(texts["card_title"])
    for text in texts["card"]:
        flow.paragraph("", lead=filled(text, values), style=SHOUT)
    flow.numbered(filled(text, values) for text in texts["card_steps"])


def _safety(flow: Flow, texts: Mapping[str, Any], values: Mapping[str, str]) -> None:
    flow.title(texts["safety_title"])
    flow.numbered(filled(text, values) for text in texts["safety"])


def _label(flow: Flow, texts: Mapping[str, Any], values: Mapping[str, str]) -> None:
    flow.title(texts["label_title"])
    flow.paragraph(filled(texts["label"], values))
    for line in values["address"].split("\n"):
        flow.paragraph("", lead=line, style=SHOUT, after=0)


def _receipt(flow: Flow, texts: Mapping[str, Any], values: Mapping[str, str]) -> None:
    flow.title(texts["receipt_title"])
    key = "receipt_by" if values["by"] else "receipt"
    flow.paragraph(filled(texts[key], values))
    flow.paragraph(values["codes"], style=HEADING)
    flow.paragraph(filled(texts["promise"], values), keep=True)
    flow.to_sign((texts["signed"], 250), (texts["date"], 130))
    flow.heading(texts["returned_title"])
    flow.to_sign((texts["returned"], 250), (texts["date"], 130))
