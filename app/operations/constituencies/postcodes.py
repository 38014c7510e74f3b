"""The directory of postcodes: a file brought into it, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.postcode_directory import Packed, Source
from app.errors import AppError, NotFoundError
from app.intake.postcodes.reading import Wanted, read_names, read_postcodes
from app.intake.worker import Limits, apart, apart_within
from app.store.directory import DamagedDirectoryError, Directory, open_directory, write_directory

LIMITS = Limits(memory=2_000_000_000, seconds=600)
"""For a release of ONSPD, 1.4 billion bytes unfolded: half a minute and 700 MB."""


@dataclass(frozen=True)
class Brought:
    """What an import did.

    `replaced` names the boundaries whose constituencies the new ones took the place of;
    `left_out` postcodes are of Northern Ireland (R102); `strays` are files of a zip without any;
    `several` postcodes are given more than one constituency, and are only probable (R100).
    """

    source: Source
    postcodes: int
    left_out: int
    strays: tuple[str, ...]
    replaced: str
    several: int


@dataclass(frozen=True)
class Info:
    """What the directory is made of: its files, the latest first, and the terms of all of them."""

    postcodes: int
    sources: tuple[Source, ...]
    boundaries: str
    dated: str
    attributions: tuple[str, ...]
    size: int

    @property
    def has_constituencies(self) -> bool:
        """Whether constituencies can be told; Code-Point Open alone has none (R95)."""
        return any("constituency" in one.gives for one in self.sources)

    def files(self, what: str) -> str:
        """The files that tell “constituency”, “council” or “position”, with their dates."""
        told = [f"{one.kind} {one.dated}".strip() for one in self.sources if what in one.gives]
        return ", ".join(dict.fromkeys(told))


def import_directory(
    folder: Path,
    file: Path,
    *,
    boundaries: str = "",
    dated: str = "",
    names: Sequence[Path] = (),
    northern_ireland: bool = False,
    today: date,
) -> Brought:
    """Brings a file of postcodes into the directory in the data folder `folder`.

    It is read apart, joined with what is there, and written whole or not at all. `boundaries`
    and `dated` (2024-08, or a day) say what the file does not; `northern_ireland` says that the
    separate terms for BT postcodes were accepted (R102).
    """
    if dated:
        _require_month_or_day(dated)
    old, sources, had = _old(folder)
    named = {code: name for one in names for code, name in apart(read_names, one).items()}
    wanted = Wanted(boundaries.strip(), dated, northern_ireland)
    read = apart_within(LIMITS, read_postcodes, file, old, had, wanted, today)
    packed = read.packed
    if named:
        packed = Packed(packed.sectors, packed.codes, packed.names | named, packed.postcodes)
    replaced = ""
    if "constituency" in read.source.gives and had != read.source.boundaries:
        replaced = had
        sources = [one for one in sources if one.gives != ("constituency",)]
    if read.alone:
        sources = []
    sources = [one for one in sources if (one.kind, one.file) != (read.source.kind, file.name)]
    write_directory(folder, packed, [*sources, read.source])
    return Brought(
        read.source, packed.postcodes, read.left_out, read.strays, replaced, read.several
    )


def _old(folder: Path) -> tuple[Packed | None, list[Source], str]:
    """What is there: the directory, its files, its boundaries; a damaged one counts as none."""
    try:
        with open_directory(folder) as directory:
            if directory is None:
                return None, [], ""
            return directory.packed(), list(directory.sources), _boundaries(directory.sources)
    except DamagedDirectoryError:
        return None, [], ""


def _boundaries(sources: Sequence[Source]) -> str:
    found = [one.boundaries for one in sources if "constituency" in one.gives]
    return found[-1] if found else ""


def _require_month_or_day(text: str) -> None:
    try:
        date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        raise AppError("“{text}” is not a month like 2024-08, or a day like 2024-08-21.",
                       text=text[:20]) from None  # fmt: skip


def import_names(folder: Path, file: Path) -> int:
    """Names of areas by code, from a CSV such as “names and codes”; gives how many."""
    named = apart(read_names, file)
    with open_directory(folder) as directory:
        if directory is None:
            raise no_directory()
        packed, sources = directory.packed(), directory.sources
    made = Packed(packed.sectors, packed.codes, packed.names | named, packed.postcodes)
    write_directory(folder, made, sources)
    return len(named)


def info(folder: Path) -> Info | None:
    """What the directory in `folder` is made of; None where there is none."""
    with open_directory(folder) as directory:
        return info_of(directory, folder) if directory else None


def info_of(directory: Directory, folder: Path) -> Info:
    """What an open directory is made of."""
    sources = directory.sources
    terms = dict.fromkeys(line for one in sources for line in one.attributions)
    with_constituency = [one for one in sources if "constituency" in one.gives] or sources
    return Info(
        directory.postcodes,
        tuple(reversed(sources)),
        _boundaries(sources),
        with_constituency[-1].dated if with_constituency else "",
        tuple(terms),
        sum(path.stat().st_size for path in folder.glob("postcodes.db")),
    )


def no_directory() -> NotFoundError:
    """The sentence for a question that only a directory can answer."""
    return NotFoundError(
        "There is no directory of postcodes yet: bring in NSPL or ONSPD, from the ONS Open "
        "Geography Portal.",
        lacks="postcodes",
    )
