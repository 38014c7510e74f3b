"""`document …`: the hand-in pack, the schedule, the help page, the draft."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from app.cli.common import (
    any_file,
    emit,
    existing_folder,
    force_option,
    json_option,
    now,
    progress_bar,
    table,
    with_campaign,
)
from app.cli.contact_options import with_at_risk_option
from app.cli.signature_filters import say_unnamed
from app.intake.templates import PACK_LANGUAGES
from app.paths import user_data_folder

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

out_file = click.option("--out", required=True, type=any_file, help="The PDF to write.")
pack_language = click.option(
    "--language",
    type=click.Choice(PACK_LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the pack; the form of words stays as it is.",
)

_SHOWS = {"none": "names in full", "initials": "initials", "numbers": "numbers alone"}
"""What a document shows, by what of it was redacted."""


@click.group()
def document() -> None:
    """What is printed besides sheets."""


@document.command()
@with_campaign
@click.argument("petition")
@click.option("--out", required=True, type=existing_folder, help="The folder for the pack.")
@force_option
@click.option(
    "--hand-in",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the hand-in, for the checklist.",
)
@pack_language
@with_at_risk_option
def pack(
    campaign: Campaign,
    petition: str,
    out: Path,
    force: bool,  # noqa: FBT001  # click's shape
    hand_in: datetime | None,
    language: str,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The hand-in pack, one PDF each and all of them in one."""
    from app.operations.petition import documents

    day = hand_in.date() if hand_in else None
    with progress_bar("Pack") as progress:
        drawn = documents.draw_pack(
            campaign.store,
            petition,
            hand_in=day,
            language=language,
            postcodes=user_data_folder(),
            with_at_risk=with_at_risk,
            now=now(),
            progress=progress,
        )
        made = documents.write_pack(campaign.store, drawn, out, force=force, now=now())
    say_unnamed(drawn.unnamed)
    for path in made:
        click.echo(path)


@document.command()
@with_campaign
@click.argument("petition")
@out_file
@force_option
@click.option(
    "--hand-in", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day of the hand-in."
)
@pack_language
@click.option("--picture", type=any_file, default=None, help="A PNG or JPEG beside the number.")
@click.option("--picture-words", default="", help="What the picture shows, for who sees none.")
def poster(
    campaign: Campaign,
    petition: str,
    out: Path,
    force: bool,  # noqa: FBT001  # click's shape
    hand_in: datetime,
    language: str,
    picture: Path | None,
    picture_words: str,
) -> None:
    """A window poster with the result."""
    from app.operations.petition import notices

    notices.poster(
        campaign.store,
        petition,
        out,
        hand_in=hand_in.date(),
        language=language,
        picture=picture,
        picture_words=picture_words,
        force=force,
        now=now(),
    )
    click.echo(out)


@document.command()
@with_campaign
@click.argument("petition")
@out_file
@click.option("--redact", required=True, type=click.Choice(["none", "initials", "numbers"]))
@click.option("--own-list", is_flag=True, help="As the organiser's own list, marked so.")
@with_at_risk_option
@force_option
def schedule(
    campaign: Campaign,
    petition: str,
    out: Path,
    redact: str,
    own_list: bool,  # noqa: FBT001  # click's shape
    with_at_risk: bool,  # noqa: FBT001  # the same
    force: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The numbered schedule of signatories."""
    from app.operations.petition import documents

    with progress_bar("Schedule") as progress:
        drawn = documents.schedule(
            campaign.store,
            petition,
            out,
            redact=cast("Literal['none', 'initials', 'numbers']", redact),
            own_list=own_list,
            with_at_risk=with_at_risk,
            force=force,
            now=now(),
            progress=progress,
        )
    say_unnamed(drawn.unnamed)
    click.echo(f"{out}: {drawn.people} signatories.")


@document.command("help")
@with_campaign
@click.argument("petition")
@click.option(
    "--language",
    "languages",
    required=True,
    multiple=True,
    help="A language that the petition is translated to; twice for a page in each of two.",
)
@out_file
@force_option
def help_(
    campaign: Campaign,
    petition: str,
    languages: tuple[str, ...],
    out: Path,
    force: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The help page in other languages."""
    from app.operations.petition import notices

    notices.help_page(campaign.store, petition, languages, out, force=force)
    click.echo(out)


@document.command()
@with_campaign
@click.argument("petition")
@out_file
@force_option
@pack_language
def draft(
    campaign: Campaign,
    petition: str,
    out: Path,
    force: bool,  # noqa: FBT001  # click's shape
    language: str,
) -> None:
    """The wording alone, to send to the Journal Office before collecting (R19)."""
    from app.operations.petition import notices

    notices.draft(campaign.store, petition, out, language=language, force=force, now=now())
    click.echo(out)


@document.command()
@with_campaign
@click.argument("petition")
@json_option
def exports(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What left the campaign with people's names in it: what, when, how many people."""
    record = campaign.store.petitions.get(petition)
    found: list[dict[str, Any]] = [
        {
            "document": one.document,
            "at": one.at,
            "shows": one.redaction,
            "people": one.people,
        }
        for one in campaign.store.exports.of_petition(record.id)
    ]
    rows = [
        [
            one["document"],
            f"{one['at']:%Y-%m-%d %H:%M}",
            _SHOWS.get(one["shows"], one["shows"]),
            one["people"],
        ]
        for one in found
    ]
    documents = [one | {"at": one["at"].isoformat()} for one in found]
    emit(as_json, {"exports": documents}, table(["Document", "When", "Shows", "People"], rows))
