"""The validity sample, and the dialogues that export and mark, for `tests.pictures`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import sampling

REF = "home-office"
NAMES = (
    "Grace Adeyemi", "이순자 Lee Soon-ja", "Tom Pettifer", "박민준 Park Min-jun", "Isla Quayle",
    "Owen Prosser", "김하은 Kim Ha-eun", "Priya Raman", "Denise Okafor", "Rhys Tolliver",
)  # fmt: skip
STREETS = ("Teasel Avenue", "Quince Road", "Marram Close", "Lapwing Gardens", "Burdock Lane")


def fill(campaign: Campaign, now: datetime) -> None:
    """Brings 600 online signatures in, and checks most of a sample of them."""
    store = campaign.store
    record = store.petitions.get(REF)
    with store.step("Bring in a file"):
        entries = [
            RowEntry(
                0, NAMES[at % 10], f"{at % 90 + 1} {STREETS[at % 5]}, New Malden",
                ("KT3 8QD", "KT3 4TE", "SW20 9ZZ")[at % 3], date(2026, 11, 1 + at % 20),
                origin="online", source="Web form" if at % 3 else "Church list",
                external_id=f"{4000 + at}",
            )
            for at in range(600)
        ]  # fmt: skip
        store.signatures.add_many(record.id, [(None, one) for one in entries])
    sample = sampling.draw(store, REF, margin=0.1, by="source", seed=11, now=now)
    for place in range(1, sample.size - 10):
        bad = place % 14 == 0
        sampling.record(
            store, REF, None, [place], "invalid" if bad else "valid",
            ("no-address", "out-of-area", "duplicate-online")[place % 3] if bad else "", now=now,
        )  # fmt: skip


def grab_samples(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """The page with and without a sample, and both dialogues."""
    from app.store.signature_query import SignatureQuery
    from app.ui.signatures.export_dialog import ExportDialog
    from app.ui.signatures.mark_dialog import MarkDialog
    from app.ui.widgets.step_dialog import StepDialog

    first = window.session.petition.ref
    window.session.choose_petition(REF)
    window.show_page("samples")
    grab(f"{theme}-samples")
    window.page("samples").ask()
    grab(f"{theme}-samples-draw")
    window.page("samples").drawing.leave.click()
    window.resize(1000, 640)
    grab(f"{theme}-samples-small")
    window.resize(1280, 800)
    window.show_page("home")
    grab(f"{theme}-home-online")
    record = window.session.petition
    query = SignatureQuery(record.id, origin="online", postcode="KT3")
    plain = ExportDialog(window.session, query, window)
    plain.sealing.show_way("plain")
    marking = MarkDialog(window.session, query, window)
    marking.note.set_text("Confirmed by email by each signatory, list of 20 November")
    dialogs: dict[str, StepDialog] = {
        "export": ExportDialog(window.session, query, window),
        "export-plain": plain,
        "mark": marking,
        "mark-invalid": MarkDialog(window.session, query, window, "invalid", "after-close"),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        grab(f"{theme}-home-online")
        dialog.grab().save(str(out / f"{theme}-{name}.png"))
        dialog.reject()
    window.session.choose_petition(first)
