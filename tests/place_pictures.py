"""The page of where signatories live in a believable state, for `tests.pictures`."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.member import Member
from app.domain.signature import RowEntry
from app.intake.postcodes.reading import Wanted, read_names, read_postcodes
from app.operations.campaign import campaigns, demo
from app.operations.constituencies import member_letters, members, places
from app.paths import user_data_folder
from app.store.directory import write_directory
from app.store.keys import Passphrase

REF = "home-office"

_AREAS = (
    ("E14001312", "Kingston and Surbiton", "E09000021", 519_400, 167_600, 30),
    ("E14001586", "Wimbledon", "E09000024", 524_300, 169_300, 21),
    ("E14001445", "Richmond Park", "E09000027", 520_300, 173_300, 9),
    ("E14001214", "Epsom and Ewell", "E07000208", 520_800, 161_600, 6),
    ("E14001172", "Cities of London and Westminster", "E09000033", 529_600, 180_200, 3),
    ("S14000071", "Edinburgh East and Musselburgh", "S12000036", 327_800, 672_900, 1),
)
"""Code and name, council, middle, and how many of a hundred live there: all but names invented."""

_DISTRICTS = (("KT3", "KT1", "KT6"), ("SW20", "SM4"), ("TW10", "KT2"), ("KT4",), ("SW1A",),
              ("EH15",))  # fmt: skip
_COUNCILS = {
    "E09000021": "Kingston upon Thames",
    "E09000024": "Merton",
    "E09000027": "Richmond upon Thames",
    "E07000208": "Epsom and Ewell",
    "E09000033": "Westminster",
    "S12000036": "City of Edinburgh",
}
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def directory(folder: Path) -> None:
    """Writes a directory of invented postcodes round real places into the data folder."""
    chance = random.Random(5)
    lines = ["pcds,doterm,oseast1m,osnrth1m,osgrdind,laua,pcon"]
    for (code, _, council, east, north, _), districts in zip(_AREAS, _DISTRICTS, strict=True):
        for district in districts:
            middle = chance.gauss(east, 900), chance.gauss(north, 900)
            for sector in "1234":
                for letters in chance.sample([a + b for a in _LETTERS for b in _LETTERS], 90):
                    x, y = (round(chance.gauss(one, 650)) for one in middle)
                    dead = "200103" if chance.random() < 0.01 else ""
                    lines.append(f"{district} {sector}{letters},{dead},{x},{y},1,{council},{code}")
    folder.mkdir(parents=True, exist_ok=True)
    nspl, named = folder / "NSPL_AUG_2026_UK.csv", folder / "names.csv"
    nspl.write_text("\n".join(lines) + "\n", encoding="utf-8")
    names = {code: name for code, name, *_ in _AREAS} | _COUNCILS
    named.write_text("".join(f"{code},{name}\n" for code, name in names.items()), encoding="utf-8")
    read = read_postcodes(nspl, None, "", Wanted(), date(2026, 11, 23))
    read.packed.names.update(read_names(named))
    nspl.unlink()
    named.unlink()
    write_directory(folder, read.packed, [read.source])


def known_postcodes(number: int) -> list[str]:
    """Postcodes of the directory in the proportions of the areas, some of them often."""
    from app.store.directory import open_directory

    chance = random.Random(7)
    found = []
    with open_directory(user_data_folder()) as opened:
        assert opened is not None
        for (*_, share), districts in zip(_AREAS, _DISTRICTS, strict=True):
            pool = [
                f"{district} {sector}{a}{b}"
                for district in districts
                for sector in "1234"
                for a in _LETTERS
                for b in _LETTERS
            ]
            known = list(opened.find_all(chance.sample(pool, min(len(pool), 700))))
            found += chance.choices(known, k=round(number * share / 70))
    return found


def fill(made: demo.DemoReport, now: datetime) -> None:
    """Gives the practice campaign 600 more signatures, whose postcodes are in the directory."""
    with campaigns.open_campaign(made.campaign, Passphrase(made.passphrase), now=now) as campaign:
        store = campaign.store
        petition = store.petitions.get(REF).id
        chance = random.Random(9)
        with store.step("Bring in"):
            for at, one in enumerate(known_postcodes(600)):
                origin = "online" if chance.random() < 0.2 else "paper"
                agreed = ("member",) if chance.random() < 0.2 else ()
                name = f"이순자 Lee Soon-ja {at}" if at % 9 == 0 else f"Ann Example {at}"
                entry = RowEntry(0, name, "7 Teasel Avenue", one, validity="valid",
                                 origin=origin, opt_ins=agreed)  # type: ignore[arg-type]  # fmt: skip
                store.signatures.add(petition, None, entry)
        for code, name in (("E14001312", "A. Member MP"), ("E14001586", "B. Otherwise MP")):
            member = Member(code, name, dated=now.date())
            members.set_member(store, member, user_data_folder())


def draw(made: demo.DemoReport, now: datetime, out: Path) -> None:
    """Saves the letters and the table beside the other documents."""
    with campaigns.open_campaign(made.campaign, Passphrase(made.passphrase), now=now) as campaign:
        drawn = member_letters.draw_letters(campaign.store, REF, user_data_folder(), now=now)
        member_letters.write_letters(
            campaign.store, drawn, out / "member-letters.pdf", force=True, now=now
        )
        result = places.counts(campaign.store, REF, user_data_folder())
        places.write_table(result, out / "places.xlsx", force=True)


def grab_places(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """The page by constituency and by district, its dialogues, its saved picture, and empty."""
    from app.ui.places.dialogs import DirectoryDialog, PlaceDialog
    from app.ui.places.letters_dialog import LettersDialog
    from app.ui.places.picture import save_picture

    session = window.session
    chosen = session.petition.ref
    session.choose_petition(REF)
    window.show_page("places")
    page = window.page("places")
    grab(f"{theme}-places")
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    grab(f"{theme}-places-below")
    window.resize(1000, 640)
    page.area.verticalScrollBar().setValue(0)
    grab(f"{theme}-places-small")
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    grab(f"{theme}-places-small-below")
    window.resize(1280, 800)
    page._choose("district")
    grab(f"{theme}-places-district")
    page._choose("constituency")
    for ending in ("png", "svg"):
        save_picture(page.picture(), out / f"{theme}-places-saved.{ending}")
    found = places.counts(session.store, REF, user_data_folder()).counts.areas
    for name, dialog in (
        ("letters", LettersDialog(page, session, user_data_folder(), found, lambda *_: None)),
        ("directory", DirectoryDialog(page, session)),
        ("right", PlaceDialog(page, session, user_data_folder(), "KT3 4AA")),
    ):
        dialog.show()
        dialog.grab().save(str(out / f"{theme}-places-{name}.png"))
        dialog.close()
    kept = os.environ["XDG_DATA_HOME"]
    os.environ["XDG_DATA_HOME"] = str(out / "nothing")
    page._folder = user_data_folder()
    page.reload()
    grab(f"{theme}-places-empty")
    os.environ["XDG_DATA_HOME"] = kept
    page._folder = user_data_folder()
    session.choose_petition(chosen)
