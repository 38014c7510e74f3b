"""The Signatures page to look at: filtered, selected, narrow, with people who signed online."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.domain.signature import RowEntry
from app.store.signature_query import SignatureQuery
from app.store.store import Store

_ONLINE = (
    ("Lee Ji-ho 이지호", "22 Lapwing Road, London", "SW20 9ZZ"),
    ("Ri Ji Ho 리지호", "22 Lapwing Rd, London", "SW20 9ZZ"),
    ("Choi Ye-rin 최예린", "8 Teasel Avenue, New Malden", "KT3 8QD"),
    ("Choe Yerin", "8 Teasel Ave, New Malden", "KT3 8QD"),
    ("Grace Adeyemi", "2 Cobnut Close, New Malden", "KT3 8PL"),
)


def fill(store: Store, petition: str) -> None:
    """Adds people who signed on a website, and two pairs that may be one person each."""
    entries = [
        RowEntry(
            0, *one, date(2026, 11, 20), "unchecked", origin="online", source="Web form",
            external_id=f"R_{4021 + at}", email=f"{one[0].split()[0].lower()}@post.example",
            phone="+44 7700 900123", opt_ins=("email", "post"), age=34,
        )
        for at, one in enumerate(_ONLINE)
    ]  # fmt: skip
    with store.bulk_signatures("Import", len(entries)):
        store.signatures.add_many(petition, [(None, one) for one in entries])
    ids = [one.id for one in store.signatures.all(SignatureQuery(petition, origin="online"))]
    with store.step("Find"):
        for first, second, sure in ((0, 1, 0.98), (2, 3, 0.71)):
            a, b = sorted((ids[first], ids[second]))
            reasons = '["same postcode and house number", "spellings of one name"]'
            values = (a, b, petition, sure, reasons)
            store.db.execute("INSERT INTO duplicate_pair VALUES (?, ?, ?, ?, ?)", values)


def grab_page(window: Any, grab: Any, out: Path) -> None:
    """The page as it stands, filtered with rows selected, narrow, and one signature's details."""
    from app.ui.signatures.details import DetailsDialog

    window.show_page("signatures")
    page = window.page("signatures")
    petition = window.session.petition.id
    if not window.session.store.signatures.by_origin(petition)["online"].raw:
        fill(window.session.store, petition)
        page.reload()
    page.filters.lines["postcode"].setText("KT3")
    page._filter()
    page.table.setFocus()
    page.table.select_runs([(2, 3), (6, 6)])
    grab(f"{out.name}-filtered")
    page.clear_filter()
    for key in ("source", "email", "phone", "opt_ins", "age", "origin"):
        page.columns_button.show_column(key, True)
    page.filters.choose("origin", "online")
    page._filter()
    page.table.select_runs([(0, 1)])
    page.table.horizontalScrollBar().setValue(page.table.horizontalScrollBar().maximum())
    grab(f"{out.name}-online")
    page.columns_button._keep([])
    window.resize(1000, 640)
    page.table.horizontalScrollBar().setValue(0)
    grab(f"{out.name}-narrow")
    page.search.setText("nobody is called this")
    page._filter()
    grab(f"{out.name}-none")
    page.clear_filter()
    window.resize(1280, 800)
    page.filters.choose("duplicate", "any")
    page._filter()
    dialog = DetailsDialog(page, window.session, page.model.signature(0), page.model.hidden)
    dialog.show()
    dialog.grab().save(f"{out}-details.png")
    dialog.close()
    page.clear_filter()
