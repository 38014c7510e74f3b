"""Which signatures a page may name: those of people at risk only once somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.signature import Signature
from app.messages import tr
from app.store.store import Store


class AtRisk:
    """Whose names a page keeps back, and whom somebody asked to see there."""

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._shown: set[str] = set()

    def look(self, store: Store, petition: str) -> None:
        """Learns whose signatures of a petition (its id) are theirs."""
        self._known = store.contacts.signatures_at_risk(petition) if petition else frozenset()

    def rows(self, signatures: Iterable[Signature]) -> frozenset[int]:
        """The rows of a sheet that are theirs, whether somebody asked for them or not."""
        return frozenset(one.row for one in signatures if one.row and one.id in self._known)

    def covers(self, *ids: str) -> bool:
        """Whether one of these signatures is theirs and was not asked for."""
        return any(one in self._known and one not in self._shown for one in ids)

    def show(self, *ids: str) -> None:
        """Somebody asked to see exactly these."""
        self._shown.update(ids)

    def hide_again(self) -> bool:
        """Ends that; whether anybody was shown."""
        shown = bool(self._shown & self._known)
        self._shown.clear()
        return shown

    def instead(self, signature: str, *, hidden: bool) -> str:
        """What stands in the place of a name; empty where it may be on screen."""
        if hidden:
            return tr("Hidden")
        return tr("At risk") if self.covers(signature) else ""
