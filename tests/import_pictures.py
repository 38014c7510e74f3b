"""Pictures of bringing in a file, step by step: invented people, some rows flagged or refused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HEAD = (
    "Timestamp", "Email Address", "What is your full name?", "What is your home address?",
    "Postcode", "May we keep you informed by email?", "Anything you want to say?",
)  # fmt: skip
_NAMES = ("Park Min-jun", "이순자", "Ada Moss", "Ivo Fenn", "최은별", "Joan Hart", "Łucja Żak")
_SAID = ("Yes please", "No", "Yes", "", "Only before the hand-in")


def write_form(path: Path, rows: int = 240) -> Path:
    """A form's answers whose dates may be read either way."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD)
        for at in range(rows):
            day = f"{at % 11 + 1:02}/{at % 10 + 1:02}/2026 {at % 24:02}:05:00"
            postcode = "SE1 1AA" if at % 17 == 5 else f"KT3 {at % 9 + 1}Q{'ADGH'[at % 4]}"
            writer.writerow(
                [
                    "31/31/2026" if at % 60 == 7 else day,
                    "no email" if at % 23 == 3 else f"person{at}@mail.example",
                    _NAMES[at % len(_NAMES)], f"{at + 1} Mill Way, New Malden", postcode,
                    _SAID[at % len(_SAID)], "",
                ]
            )  # fmt: skip
    return path


def grab_steps(window: Any, grab: Callable[[str], None], theme: str, file: Path) -> None:
    """Takes a picture of the empty page and of each step."""
    window.show_page("importing")
    page = window.page("importing")
    grab(f"{theme}-import-empty")
    page.open_file(file)
    _wait(window)
    grab(f"{theme}-import-1-what")
    page.show_columns()
    grab(f"{theme}-import-2-where")
    page.columns.order.choose("day-first")
    page.prepare()
    _wait(window)
    grab(f"{theme}-import-3-then")
    page.outcome.tabs.choose("refused")
    page.outcome._show_list()
    grab(f"{theme}-import-3-refused")
    window.resize(1000, 640)
    for key in ("what", "where", "then"):
        page._show(key)
        grab(f"{theme}-import-small-{key}")
    window.resize(1280, 800)
    page.forget()


def _wait(window: Any) -> None:
    from PySide6.QtWidgets import QApplication

    while window.session.jobs.running:
        QApplication.processEvents()
