"""What was made to reach people, with a line for each contact on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from app.domain.community.consent import Topic
from app.domain.community.doings import Outcome
from app.domain.outreach.outreach import Outreach, OutreachLine
from app.store.driver import Database
from app.store.identity import new_id, new_ids

_COLUMNS = (
    "kind, title, made_at, channel, purpose, petition, segment, template, holder, due, "
    "confirmed_at, id, number, said"
)
_LINE = "contact, place, code, outcome, keyed_at, printed, id"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _outreach(row: Sequence[Any]) -> Outreach:
    return Outreach(
        row[0], row[1], datetime.fromisoformat(row[2]), Topic(*row[3:6]), row[6], row[7], row[8],
        date.fromisoformat(row[9]) if row[9] else None, _moment(row[10]), *row[11:14],
    )  # fmt: skip


def _line(row: Sequence[Any]) -> OutreachLine:
    return OutreachLine(row[0], row[1], row[2], row[3], _moment(row[4]), row[5], row[6])


class Outreaches:
    """The campaign's outreach."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, made: Outreach, lines: Iterable[OutreachLine]) -> Outreach:
        """Keeps what was made and its lines; gives it back with its id and number."""
        key = new_id()
        number = self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM outreach").fetchone()[0]
        topic = made.topic
        self._db.execute(
            f"INSERT INTO outreach ({_COLUMNS}) VALUES ({', '.join('?' * 14)})",
            (made.kind, made.title, made.made_at.isoformat(), topic.channel, topic.purpose,
             topic.petition, made.segment, made.template, made.holder,
             made.due and made.due.isoformat(), None, key, number, made.said),
        )  # fmt: skip
        listed = list(lines)
        self._db.conn.executemany(
            f"INSERT INTO outreach_line (outreach, {_LINE}) VALUES (?, ?, ?, ?, ?, NULL, ?, ?)",
            [
                (key, one.contact, one.place, one.code, one.outcome, one.printed, line)
                for line, one in zip(new_ids(len(listed)), listed, strict=True)
            ],
        )
        return self.by_number(number) or made

    def by_number(self, number: int) -> Outreach | None:
        """What was made with that number; None where there is none."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM outreach WHERE number = ?", (number,)
        ).fetchone()
        return _outreach(row) if row else None

    def of_id(self, key: str) -> Outreach | None:
        """What was made with that id; None where there is none."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM outreach WHERE id = ?", (key,)).fetchone()
        return _outreach(row) if row else None

    def all(self) -> list[Outreach]:
        """Everything that was made, newest first."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM outreach ORDER BY number DESC")
        return [_outreach(row) for row in rows]

    def sizes(self) -> dict[str, int]:
        """How many contacts are on what was made, by its id."""
        return dict(
            self._db.execute("SELECT outreach, count(*) FROM outreach_line GROUP BY outreach")
        )

    def lines(self, outreach: str) -> list[OutreachLine]:
        """The lines of what was made (its id), in their order."""
        rows = self._db.execute(
            f"SELECT {_LINE} FROM outreach_line WHERE outreach = ? ORDER BY place", (outreach,)
        )
        return [_line(row) for row in rows]

    def of_contact(self, contact: str) -> list[tuple[Outreach, OutreachLine]]:
        """What a contact (its id) is on, with its line."""
        made = ", ".join(f"outreach.{one}" for one in _COLUMNS.split(", "))
        line = ", ".join(f"outreach_line.{one}" for one in _LINE.split(", "))
        rows = self._db.execute(
            f"SELECT {made}, {line} FROM outreach_line "
            "JOIN outreach ON outreach.id = outreach_line.outreach WHERE contact = ?",
            (contact,),
        )
        return [(_outreach(row[:14]), _line(row[14:])) for row in rows]

    def by_code(self, code: str) -> tuple[str, OutreachLine] | None:
        """The outreach (its id) and the line with a printed code; None where there is none."""
        row = self._db.execute(
            f"SELECT outreach, {_LINE} FROM outreach_line WHERE code = ? AND code <> ''", (code,)
        ).fetchone()
        return (row[0], _line(row[1:])) if row else None

    def key(self, line: str, outcome: Outcome, now: datetime) -> None:
        """Keeps what came of a line (its id)."""
        self._db.execute(
            "UPDATE outreach_line SET outcome = ?, keyed_at = ? WHERE id = ?",
            (outcome, now.isoformat(), line),
        )

    def confirm(self, outreach: str, now: datetime) -> None:
        """Keeps that what was made (its id) went out."""
        self._db.execute(
            "UPDATE outreach SET confirmed_at = ? WHERE id = ?", (now.isoformat(), outreach)
        )
