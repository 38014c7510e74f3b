"""The names of countries, for addresses abroad: their postcodes are not ours."""

from __future__ import annotations

from functools import cache

from app.domain.community.contact import PostalAddress
from app.domain.outreach import post

_ALSO = frozenset({"usa", "u.s.a.", "korea", "republic of korea", "eire", "holland", "한국"})


@cache
def _abroad() -> frozenset[str]:
    """Countries in the languages that the telephone library knows; those of here are none."""
    from phonenumbers.geodata.locale import LOCALE_DATA

    names = (
        name.casefold()
        for region, said in LOCALE_DATA.items()
        for name in said.values()
        if region != "GB" and not name.startswith("*")
    )
    return _ALSO.union(names) - post.HOME_COUNTRIES


def is_odd(address: PostalAddress) -> bool:
    """Whether a postcode is no UK one, and the address does not end in another country."""
    if not post.is_odd(address.postcode):
        return False
    last = address.lines[-1].rpartition(",")[2].strip() if address.lines else ""
    return last.casefold() not in _abroad()
