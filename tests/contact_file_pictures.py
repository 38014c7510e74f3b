"""Pictures of bringing in contacts step by step, and of the dialogue that exports them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

_FILES = Path(__file__).parent / "files" / "contacts"


def grab_contact_files(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """Takes a picture of each step for a form and for an address book, and of the dialogue."""
    from app.ui.widgets.contact_export_dialog import ContactExportDialog

    window.show_page("contact_files")
    page = window.page("contact_files")
    grab(f"{theme}-contact-files-empty")
    for name in ("form.csv", "google-new.csv", "telephone-2.1-utf8.vcf"):
        page.open_file(_FILES / name)
        _wait(window)
        stem = name.partition(".")[0]
        for small in (False, True):
            window.resize(*((1000, 640) if small else (1280, 800)))
            size = "-small" if small else ""
            page._show("what")
            grab(f"{theme}-contact-files-{stem}-1{size}")
            if page.mapping is not None:
                page.show_columns()
                grab(f"{theme}-contact-files-{stem}-2{size}")
            page.prepare()
            _wait(window)
            grab(f"{theme}-contact-files-{stem}-3{size}")
        page.forget()
    for form, way in (("vcf", "sealed"), ("google", "plain")):
        dialog = ContactExportDialog(window.session, window)
        dialog.format.choose(form)
        dialog._show()
        dialog.sealing.show_way(way)
        dialog.show()
        dialog.adjustSize()
        grab(f"{theme}-contact-export-behind")
        dialog.grab().save(str(out / f"{theme}-contact-export-{form}.png"))
        dialog.close()
    window.resize(1280, 800)


def _wait(window: Any) -> None:
    from PySide6.QtWidgets import QApplication

    while window.session.jobs.running:
        QApplication.processEvents()
