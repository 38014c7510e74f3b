"""The pictures of the sheets that pairs stand on, a few of them kept at hand."""

from __future__ import annotations

from app.domain.signature import Signature
from app.operations.paper.scan_pictures import open_pictures
from app.ui.session import Session
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.signature_looks import AtRisk
from app.ui.widgets.veiled import veiled

_KEPT_SHEETS = 4


class Scans:
    """Opens a sheet's pictures; what stands beside a row shows nobody at risk."""

    def __init__(self, session: Session, at_risk: AtRisk) -> None:
        self._session, self._at_risk = session, at_risk
        self._sheets: dict[str, SheetPictures | None] = {}

    def of(self, one: Signature) -> SheetPictures | None:
        """The pictures of a signature's sheet; None where there is no scan."""
        if not one.sheet:
            return None
        if one.sheet not in self._sheets:
            while len(self._sheets) >= _KEPT_SHEETS:
                self._sheets.pop(next(iter(self._sheets)))
            store = self._session.store
            beside = store.signatures.of_sheet(store.sheets.get(one.sheet).id)
            found = open_pictures(self._session.campaign, one.sheet)
            self._sheets[one.sheet] = veiled(found, self._at_risk.rows(beside))
        return self._sheets[one.sheet]

    def forget(self) -> None:
        """Keeps none of them any longer."""
        self._sheets.clear()
