"""Where signatures come from: how many there are of each postcode, and who agreed to be named."""

from __future__ import annotations

from typing import cast

from app.domain.signature import Origin, Validity
from app.store.driver import Database
from app.store.signature_query import LOST

_NOT_LOST = f"(sheet IS NULL OR sheet NOT IN ({LOST}))"


class Places:
    """Reads by postcode; rows of lost sheets are left out, as in every count."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def by_postcode(self, petition: str) -> list[tuple[str, Validity, Origin, int]]:
        """Of each postcode as it stands (“” for none) the rows by validity and origin."""
        # By the index of postcodes each row would be fetched, and its page decrypted, by itself.
        rows = self._db.execute(
            "SELECT postcode, validity, origin, count(*) FROM signature NOT INDEXED "
            f"WHERE petition = ? AND validity <> 'invalid' AND {_NOT_LOST} GROUP BY 1, 2, 3",
            (petition, petition),
        )
        return [
            (str(row[0]), cast("Validity", row[1]), cast("Origin", row[2]), int(row[3]))
            for row in rows
        ]

    def agreed(self, petition: str, channel: str) -> list[tuple[str, str]]:
        """Postcode and name of the valid and similar who agreed to `channel`, by name."""
        rows = self._db.execute(
            "SELECT postcode, name FROM signature WHERE petition = ? "
            "AND validity IN ('valid', 'similar') AND name <> '' "
            f"AND instr(' ' || opt_ins || ' ', ' ' || ? || ' ') AND {_NOT_LOST} "
            "ORDER BY name, number",
            (petition, channel, petition),
        )
        return [(str(row[0]), str(row[1])) for row in rows]
