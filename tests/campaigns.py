"""Real encrypted campaigns for tests, copied from one that is made once a process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from app.domain.wording import Organiser, Privacy, Return, Translation, Wording
from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.store.keys import KeyPolicy

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PASSPHRASE = "teasel quince lapwing marlpit"
CHEAP = KeyPolicy(memory_kib=8 * 1024, time_cost=1, parallelism=1)


@cache
def _template() -> tuple[Path, bytes, str]:
    place = Path(tempfile.mkdtemp(prefix="roundrobin-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    folder = place / "template"
    created = campaigns.create(folder, PASSPHRASE, name="Template", now=NOW, policy=CHEAP)
    key = created.campaign.data_key
    created.campaign.close()
    return folder, key, created.recovery_code


def recovery_code() -> str:
    """The code of every copied campaign."""
    return _template()[2]


def data_key() -> bytes:
    """The data key of every copied campaign."""
    return _template()[1]


def copy_campaign(folder: Path) -> Path:
    """An unopened campaign in `folder`."""
    shutil.copytree(_template()[0], folder)
    return folder


def open_copy(folder: Path) -> Campaign:
    """An empty campaign in `folder`, unlocked."""
    return campaigns.open_with_key(copy_campaign(folder), data_key(), now=NOW)


def commons_wording(ref: str = "asylum", **changes: object) -> Wording:
    """A wording for the House of Commons that may be printed."""
    return _wording(
        ref,
        "commons",
        "to decide each claim for asylum on that person’s own need for protection",
        **changes,
    )


def minister_wording(ref: str = "home-office", **changes: object) -> Wording:
    """A wording for the Home Secretary that may be printed."""
    return _wording(
        ref,
        "secretary-of-state",
        "to examine each claim for asylum on its own merits",
        **{
            "recipient": "The Home Secretary",
            "recipient_address": ("Home Office", "2 Marsham Street", "LONDON", "SW1P 4DF"),
            **changes,
        },
    )


def _wording(ref: str, addressee: str, requests: str, **changes: object) -> Wording:
    address = ("7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
    values: dict[str, object] = {
        "ref": ref,
        "addressee": addressee,
        "title": "Asylum for refugees from North Korea",
        "petitioners": "residents of New Malden and supporters",
        "declares": "people who escape from North Korea face prison if they are sent back",
        "requests": requests,
        "organiser": Organiser("New Malden Neighbours", address, "hello@neighbours.example"),
        "return_to": Return(address, date(2026, 12, 18)),
        "privacy": Privacy(
            "New Malden Neighbours",
            date(2027, 6, 30),
            "hello@neighbours.example",
            "hello@neighbours.example",
        ),
        "area": ("KT3", "SW20"),
        "closes": date(2026, 12, 18),
        "translations": {
            "ko": Translation(
                "북한을 탈출한 난민에게 보호를",
                "뉴몰든 주민과 지지자들",
                "북한을 탈출한 사람들은 송환되면 수감될 위험에 놓입니다",
                "한 사람 한 사람의 보호 필요성에 따라 심사해 주십시오",
                "박민준 Park Min-jun",
            )
        },
    }
    return Wording(**values | changes)  # type: ignore[arg-type]  # a test's own values
