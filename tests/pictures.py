"""Pictures of every page and document, to look at: `python -m tests.pictures FOLDER`.

The window draws itself offscreen with the practice campaign, light and dark; the two
of the README are made anew with `--readme`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.documents.preview import render_page
from app.operations.campaign import campaigns, demo
from app.paths import RESOURCES, user_data_folder
from app.store.keys import Passphrase
from tests import (
    consent_pictures,
    contact_file_pictures,
    contact_pictures,
    custody_pictures,
    doing_pictures,
    duplicate_views,
    import_pictures,
    mailing_pictures,
    place_pictures,
    round_pictures,
    sample_pictures,
    scan_views,
    signature_pictures,
)
from tests.campaigns import CHEAP

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
README = {"light-home": "home.png", "commons-sheets-1": "sheet.png"}
PAGES = ("home", "petition", "sheets", "enter", "signatures", "outreach", "hand_in", "safety")


def main(out: Path, *, readme: bool) -> None:
    """Writes all pictures into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        made = demo.build(Path(place), now=NOW, policy=CHEAP)
        for file in made.files:
            _draw_document(file, out)
        custody_pictures.fill(made, NOW)
        os.environ["XDG_DATA_HOME"] = place  # never the directory of whoever looks
        place_pictures.directory(user_data_folder())
        place_pictures.fill(made, NOW)
        place_pictures.draw(made, NOW, Path(place))
        _draw_document(Path(place) / "member-letters.pdf", out)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _draw_windows(made, out)
    if readme:
        target = RESOURCES / "pictures"
        target.mkdir(exist_ok=True)
        for name, kept in README.items():
            _smaller(out / f"{name}.png", target / kept)


def _draw_document(file: Path, out: Path) -> None:
    import pypdfium2
    from PIL import Image

    pages = len(pypdfium2.PdfDocument(file.read_bytes()))
    for page in range(min(pages, 3)):
        drawn = render_page(file.read_bytes(), 1240, page)
        picture = Image.frombuffer(
            "RGB", (drawn.width, drawn.height), drawn.pixels, "raw", "RGB", drawn.stride
        )
        picture.save(out / f"{file.stem}-{page + 1}.png")


def _draw_documents(files: list[Path], out: Path) -> None:
    for file in files:
        _draw_document(file, out)


def _draw_windows(made: demo.DemoReport, out: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from app.ui.application import Life

    application = QApplication([])
    life = Life(application, lambda: NOW)

    def grab(name: str) -> None:
        for _ in range(6):
            application.processEvents()
        window: Any = life.window
        window.grab().save(str(out / f"{name}.png"))

    for theme in ("light", "dark"):
        life.theme.choose(theme)
        life.begin(made.campaign)
        _grab_welcome(life, grab, theme)
        key = campaigns.unlock(made.campaign, Passphrase(made.passphrase))
        life.show_campaign(campaigns.open_with_key(made.campaign, key, now=NOW))
        window: Any = life.window
        if theme == "light":
            sample_pictures.fill(window.session.campaign, NOW)
            _draw_documents(mailing_pictures.draw(window.session.campaign, NOW, out), out)
        window.resize(1280, 800)
        _grab_pages(window, grab, theme, out)
        sample_pictures.grab_samples(window, grab, theme, out)
        doing_pictures.grab_doings(window, grab, theme, out)
        place_pictures.grab_places(window, grab, theme, out)
        form = import_pictures.write_form(made.campaign.parent / "form.csv")
        import_pictures.grab_steps(window, grab, theme, form)
        duplicate_views.grab_duplicates(window, grab, theme)
        mailing_pictures.grab_mailing(window, grab, theme, out)
        contact_pictures.grab_contacts(window, grab, theme, out)
        consent_pictures.grab_consents(window, grab, _draw_document, theme, out)
        contact_file_pictures.grab_contact_files(window, grab, theme, out)
        round_pictures.grab_rounds(window, grab, theme, lambda file: _draw_document(file, out))
        window.close()
    scan_views.grab_scans(life, application, out, ("light", "dark"))


def _grab_pages(window: Any, grab: Any, theme: str, out: Path) -> None:
    for page in PAGES:
        window.show_page(page)
        if page == "sheets":
            window.page("sheets").bar.card.show()
        if page == "enter":
            sheets = window.session.store.sheets.of_petition(window.session.petition.id)
            window.page("enter").open_sheet(sheets[2].code)
        grab(f"{theme}-{page}")
        if page == "signatures":
            signature_pictures.grab_page(window, grab, out / f"{theme}-signatures")
        if page == "sheets":
            window.page("sheets").bar.card.hide()
            custody_pictures.grab_sheets(window, grab, theme, out)


def _grab_welcome(life: Any, grab: Any, theme: str) -> None:
    grab(f"{theme}-welcome")
    life.window.begin_new()
    grab(f"{theme}-new")
    life.window.begin_restore()
    grab(f"{theme}-restore")


def _smaller(source: Path, target: Path) -> None:
    from PIL import Image

    picture = Image.open(source).convert("RGB")
    picture.thumbnail((1280, 1100))
    picture.quantize(128).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), readme="--readme" in sys.argv)
