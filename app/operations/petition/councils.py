"""Councils' profiles: the shipped ones to start from, and those the organiser edited."""

from __future__ import annotations

from pathlib import Path

from app.domain.addressee import Addressee
from app.domain.council import CouncilProfile, with_profile
from app.domain.wording import Wording
from app.errors import NotFoundError
from app.intake.councils import parse_profile, profile_text, read_profile, shipped_profiles
from app.intake.templates import body_of
from app.messages import tr
from app.store.store import Store

_KEY = "council "
COUNCIL = "council"
"""The addressee that has profiles."""


def texts(store: Store) -> dict[str, str]:
    """Every profile as TOML, by the council's name; an edited one stands for the shipped one."""
    return shipped_profiles() | {
        key.removeprefix(_KEY): text for key, text in store.settings.starting(_KEY).items()
    }


def show(store: Store, name: str) -> str:
    """The profile of the council `name` as TOML, to be edited."""
    known = texts(store)
    if name not in known:
        raise NotFoundError(
            "There is no profile of “{name}”: there are those of {known}.",
            name=name,
            known=", ".join(known),
        )
    return known[name]


def profile(store: Store, name: str) -> CouncilProfile | None:
    """The profile of the council `name`, None when there is none."""
    text = texts(store).get(name)
    return parse_profile(text, name) if text is not None else None


def keep(store: Store, path: Path) -> str:
    """Keeps the profile in the file at `path` and gives the council's name."""
    made, text = read_profile(path)
    return _keep(store, made.name, text)


def keep_profile(store: Store, made: CouncilProfile) -> str:
    """Keeps a profile that was edited in the window, and gives the council's name."""
    return _keep(store, made.name, profile_text(made))


def _keep(store: Store, name: str, text: str) -> str:
    with store.step(tr("Keep the profile of {council}", council=name)):
        store.settings.put(_KEY + name, text)
    return name


def body(store: Store, wording: Wording) -> Addressee:
    """Whom the wording petitions, with its council's own figures where it is one."""
    found = body_of(wording)
    own = profile(store, wording.recipient) if wording.addressee == COUNCIL else None
    return with_profile(found, own) if own else found
