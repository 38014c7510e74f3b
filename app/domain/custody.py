"""Custody: which move a sheet may make from where, and what a lost one asks of the group (R73)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Generic, Literal, Protocol, TypeVar

from app.domain.sheet import Balance, State, balance
from app.messages import tr

Move = Literal["issue", "return", "lose", "spoil", "bundle", "unbundle", "lodge"]

MOVES: Mapping[Move, frozenset[State]] = {
    "issue": frozenset({"printed", "issued", "returned"}),
    "return": frozenset({"printed", "issued", "returned", "lost"}),
    "lose": frozenset({"printed", "issued", "returned", "counted", "keyed", "bundled"}),
    "spoil": frozenset({"printed", "issued", "returned"}),
    "bundle": frozenset({"counted", "keyed"}),
    "unbundle": frozenset({"bundled"}),
    "lodge": frozenset({"bundled"}),
}
"""The states that each move may start from; entering rows is a move of its own (`entry`)."""

MEND: Mapping[Move, str] = {
    "issue": tr("only a sheet that is not entered yet goes out"),
    "return": tr("only a sheet that is out or lost comes back"),
    "lose": tr("what is handed in or spoiled cannot be lost"),
    "spoil": tr("only a sheet without entered rows is spoiled"),
    "bundle": tr("count it or key its rows first"),
    "unbundle": tr("only a bundled sheet is taken out of its bundle"),
    "lodge": tr("put it into the bundle first"),
}
"""Why a move is refused from any other state, and what would help."""

BREACH_HOURS = 72
"""Hours within which the ICO is told of a breach that is a risk to people (R73)."""


def allowed(move: Move, state: State, entered: int) -> bool:
    """Whether a sheet in `state` with so many rows `entered` may make this move."""
    if move in {"spoil", "issue"} and entered:
        return False
    return state in MOVES[move]


def lands(move: Move, *, keyed: bool, counted: bool) -> State:
    """The state after a move; a sheet that comes back is where its entered rows put it."""
    plain: Mapping[Move, State] = {
        "issue": "issued",
        "lose": "lost",
        "spoil": "spoiled",
        "bundle": "bundled",
        "lodge": "lodged",
    }
    if move in plain:
        return plain[move]
    return "keyed" if keyed else "counted" if counted else "returned"


@dataclass(frozen=True)
class Holder:
    """Who has a sheet: a collector, a venue, or a collector at a venue; ids, empty where none."""

    collector: str = ""
    venue: str = ""


NOBODY = Holder()


@dataclass(frozen=True)
class Person:
    """A collector, or a venue by its keeper: how to reach them, in which language."""

    id: str
    name: str
    contact: str = ""
    language: str = "en"


class Placed(Protocol):
    """Where one sheet is: its batch and place in it, its state, who has or had it, until when."""

    @property
    def batch(self) -> int: ...
    @property
    def position(self) -> int: ...
    @property
    def state(self) -> State: ...
    @property
    def holder(self) -> Holder: ...
    @property
    def due(self) -> date | None: ...
    @property
    def asked(self) -> date | None: ...


PlacedSheet = TypeVar("PlacedSheet", bound=Placed)


@dataclass(frozen=True)
class Chase(Generic[PlacedSheet]):
    """Sheets that are out with one holder; `due` is the earliest day, `asked` the latest asking."""

    holder: Holder
    sheets: tuple[PlacedSheet, ...]
    due: date | None
    asked: date | None

    def days_late(self, today: date) -> int:
        """Days since they were due; 0 or less while they are not late or no day was set."""
        return (today - self.due).days if self.due else 0


def chase_list(sheets: Iterable[PlacedSheet]) -> list[Chase[PlacedSheet]]:
    """Who has sheets out, the longest due first; those without a day come last."""
    out: dict[Holder, list[PlacedSheet]] = {}
    for sheet in sheets:
        if sheet.state == "issued":
            out.setdefault(sheet.holder, []).append(sheet)
    found = [
        Chase(
            holder,
            tuple(held),
            min((one.due for one in held if one.due), default=None),
            max((one.asked for one in held if one.asked), default=None),
        )
        for holder, held in out.items()
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def is_late(sheet: Placed, today: date) -> bool:
    """Whether a sheet is out though its day has passed."""
    return sheet.state == "issued" and sheet.due is not None and sheet.due < today


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs of neighbours: 1, 2, 3, 7 is (1, 3), (7, 7)."""
    ordered = sorted(set(numbers))
    if not ordered:
        return []
    breaks = [(left, right) for left, right in pairwise(ordered) if right != left + 1]
    starts = [ordered[0], *(right for _, right in breaks)]
    ends = [*(left for left, _ in breaks), ordered[-1]]
    return list(zip(starts, ends, strict=True))


def balances(
    sheets: Iterable[Placed], key: Literal["batch", "venue", "collector"]
) -> dict[str, Balance]:
    """The balance of the sheets of each batch, venue or collector (its id, "" for none)."""
    groups: dict[str, list[State]] = {}
    for sheet in sheets:
        name = str(sheet.batch) if key == "batch" else getattr(sheet.holder, key)
        groups.setdefault(name, []).append(sheet.state)
    return {
        name: balance(len(states), {state: states.count(state) for state in set(states)})
        for name, states in groups.items()
    }


Step = Literal[
    "assessed-none", "assessed-risk", "assessed-high", "ico-told", "people-told", "found", "again",
    "note",
]  # fmt: skip

STEPS: Mapping[Step, str] = {
    "assessed-none": tr("No risk to anybody is likely"),
    "assessed-risk": tr("A risk to people is likely: the ICO is told"),
    "assessed-high": tr("A high risk to people is likely: the ICO and the people are told"),
    "ico-told": tr("The ICO was told"),
    "people-told": tr("The people were told"),
    "found": tr("The sheets were found, or the loss was taken back"),
    "again": tr("A sheet of it is lost again"),
    "note": tr("Note"),
}
"""What is done about a breach, in words; `found` and `again` are kept by the program."""


@dataclass(frozen=True)
class BreachStep:
    """One thing that was done about a breach, when, and in the organiser's words."""

    step: Step
    at: datetime
    note: str


@dataclass(frozen=True)
class Breach:
    """A loss of sheets that may carry people's data: known since when, how many rows at most."""

    id: str
    number: int
    known_at: datetime
    sheets: tuple[str, ...]
    entered: int
    possible: int
    what: str
    steps: tuple[BreachStep, ...]

    @property
    def deadline(self) -> datetime:
        """Until when the ICO is told, if it is a risk (R73)."""
        return self.known_at + timedelta(hours=BREACH_HOURS)

    @property
    def judged(self) -> Step | None:
        """The last assessment of the risk."""
        return next((one.step for one in reversed(self.steps) if "assessed" in one.step), None)

    @property
    def next_step(self) -> str:
        """What R73 asks for next; empty when nothing is left to do."""
        done = {one.step for one in self.steps}
        if self.steps and self.steps[-1].step == "found" and self.judged is None:
            return ""
        if self.judged is None:
            return tr("Judge the risk to the people whose data it is.")
        if self.judged != "assessed-none" and "ico-told" not in done:
            return tr("Tell the ICO (ico.org.uk, “report a breach”).")
        if self.judged == "assessed-high" and "people-told" not in done:
            return tr("Tell the people whose data it is.")
        return ""


@dataclass(frozen=True)
class Session:
    """A collecting session: where, from when to when, who collected."""

    id: str
    number: int
    venue: str
    starts: datetime
    ends: datetime
    collectors: tuple[str, ...]

    @property
    def hours(self) -> float:
        """How long it was."""
        return (self.ends - self.starts).total_seconds() / 3600


@dataclass(frozen=True)
class Yield:
    """What sessions brought: hours, filled rows, and the valid ones among them."""

    sessions: int
    hours: float
    raw: int
    valid: int

    @property
    def an_hour(self) -> float:
        """Filled rows an hour; 0 where no time was kept."""
        return self.raw / self.hours if self.hours else 0.0
