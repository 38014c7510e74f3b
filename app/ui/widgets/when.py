"""Fields for a day and for a time of day, as people in Britain type them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.domain.dates import by_the_clock, day_first, parse_day_first
from app.messages import tr
from app.ui.widgets.fields import Field, line


class DayField(Field):
    """A day, day first; with `coming` a day without a year is the next such day."""

    def __init__(self, name: str, today: date, hint: str = "", *, coming: bool = False) -> None:
        super().__init__(name, line(tr("day/month/year")), hint)
        self._today, self._coming = today, coming
        self.left.connect(self.check)

    def show_day(self, day: date | None) -> None:
        """Puts `day` in the field."""
        self.set_text(day_first(day))

    def check(self) -> bool:
        """Whether a day, or nothing, stands in the field; says what is wrong."""
        day = self._read()
        good = day is not None or not self.text.strip()
        if day:
            self.show_day(day)
        self.show_found(
            "" if good else "stops",
            "" if good else tr("That is no day: type it as 28/11 or 28/11/2026."),
        )
        return good

    @property
    def day(self) -> date | None:
        """The day typed; None when the field is empty or wrong."""
        return self._read()

    def _read(self) -> date | None:
        latest = self._today + timedelta(days=365) if self._coming else self._today
        try:
            return parse_day_first(self.text, latest)
        except ValueError:
            return None


class TimeField(Field):
    """A time of day: 10:00, 10.30 or 9."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name, line("10:00", width=110), hint)
        self.left.connect(self.check)

    def check(self) -> bool:
        """Whether a time stands in the field; says what is wrong."""
        good = self.time is not None
        self.show_found(
            "" if good else "stops", "" if good else tr("That is no time: type it as 10:30.")
        )
        return good

    @property
    def time(self) -> time | None:
        """The time typed; None when there is none."""
        hours, _, minutes = self.text.strip().replace(".", ":").partition(":")
        if not hours.isdecimal() or (minutes and not minutes.isdecimal()):
            return None
        hour, minute = int(hours), int(minutes or 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None


def moment(day: date | None, at: time | None, after: datetime | None = None) -> datetime | None:
    """Day and time in this computer's time zone; None unless there are both.

    AppError where the clocks never show it; of an hour that comes twice the one `after` a moment.
    """
    return by_the_clock(datetime.combine(day, at), after) if day and at else None
