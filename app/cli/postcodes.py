"""`postcodes …`: the directory of postcodes, and where the signatories of a petition live."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import any_file, emit, force_option, json_option, now, table, with_campaign
from app.paths import user_data_folder

if TYPE_CHECKING:
    from app.domain.places import By, Tally
    from app.operations.campaign.campaigns import Campaign
    from app.operations.constituencies.places import Result
    from app.operations.constituencies.postcodes import Info

_ARE_APART = {
    "no-postcode": "no postcode",
    "malformed": "not a postcode",
    "outside": "outside the United Kingdom",
    "forces": "British forces",
    "unknown": "postcode not in the directory",
    "not-told": "not told by the directory",
    "sheets": "counted without names",
}


@click.group()
def postcodes() -> None:
    """Where signatories live, by constituency, council and district."""


@postcodes.command("import")
@click.argument("file", type=any_file)
@click.option("--boundaries", default="", help="The set of boundaries, for example 2024.")
@click.option("--date", "dated", default="", help="The release: a month (2024-08) or a day.")
@click.option(
    "--names", multiple=True, type=any_file, help="A CSV of codes and names; again for more."
)
@click.option(
    "--northern-ireland",
    is_flag=True,
    help="Keep BT postcodes too: their separate terms are accepted.",
)
@json_option
def import_(
    file: Path,
    boundaries: str,
    dated: str,
    names: tuple[Path, ...],
    northern_ireland: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Bring NSPL, ONSPD, Code-Point Open or a list of postcodes into the directory."""
    from app.operations.constituencies import postcodes as directory

    made = directory.import_directory(
        user_data_folder(),
        file,
        boundaries=boundaries,
        dated=dated,
        names=names,
        northern_ireland=northern_ireland,
        today=now().date(),
    )
    source = made.source
    said = [f"{source.kind}: {source.rows:,} postcodes; the directory has {made.postcodes:,}."]
    if source.boundaries:
        said.append(f"Boundaries of {source.boundaries}.")
    if made.replaced:
        said.append(f"They take the place of those of {made.replaced}.")
    if made.left_out:
        said.append(
            f"{made.left_out:,} postcodes of Northern Ireland were left out: their terms are "
            "separate; accept them with --northern-ireland."
        )
    if made.strays:
        said.append(f"Left out, for they hold no postcodes of an area: {', '.join(made.strays)}.")
    if made.several:
        said.append(
            f"{made.several:,} with more than one constituency: the first is taken, as probable."
        )
    document = _source(source) | {
        "postcodes": made.postcodes,
        "replaced": made.replaced,
        "left_out": made.left_out,
        "strays": list(made.strays),
        "several": made.several,
    }
    emit(as_json, document, "\n".join([*said, *source.attributions]))


@postcodes.command()
@click.argument("file", type=any_file)
def names(file: Path) -> None:
    """Take names of areas from a CSV of codes and names."""
    from app.operations.constituencies import postcodes as directory

    click.echo(f"{directory.import_names(user_data_folder(), file):,} names.")


@postcodes.command()
@json_option
def info(as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What the directory is made of, and its terms."""
    from app.operations.constituencies import postcodes as directory

    found = directory.info(user_data_folder())
    if found is None:
        raise directory.no_directory()
    lines = [(one.kind, one.dated or "not known", one.boundaries or "none", f"{one.rows}",
              ", ".join(one.gives)) for one in found.sources]  # fmt: skip
    text = table(("File", "Of", "Boundaries", "Postcodes", "Tells"), lines)
    head = f"{found.postcodes:,} postcodes, {found.size / 1e6:.0f} MB."
    emit(as_json, _info(found), "\n".join([head, "", text, "", *found.attributions]))


@postcodes.command()
@with_campaign
@click.argument("petition")
@click.option(
    "--by",
    type=click.Choice(["constituency", "council", "district"]),
    default="constituency",
    show_default=True,
)
@click.option("--out", type=any_file, default=None, help="Save a table, .csv or .xlsx.")
@force_option
@json_option
def counts(
    campaign: Campaign,
    petition: str,
    by: str,
    out: Path | None,
    force: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """How many signatories live where; in a saved table small numbers are not told."""
    from app.operations.constituencies import places

    result = places.counts(campaign.store, petition, user_data_folder(), by=cast("By", by))
    if out:
        places.write_table(result, out, force=force)
    note = places.sentence_of(result)
    emit(as_json, _document(petition, result), _text(result, note))


@postcodes.command()
@with_campaign
@click.argument("postcode")
@click.option("--constituency", default="", help="Its code or name.")
@click.option("--clear", is_flag=True, help="Let the directory tell it again.")
def place(
    campaign: Campaign,
    postcode: str,
    constituency: str,
    clear: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Put right which constituency a postcode lies in."""
    from app.operations.constituencies import places

    if clear == bool(constituency):
        raise click.UsageError("Give either --constituency or --clear.")
    if clear:
        places.unplace(campaign.store, postcode)
        click.echo("The directory tells it again.")
    else:
        click.echo(places.place(campaign.store, postcode, constituency, user_data_folder()))


@postcodes.command()
@with_campaign
@json_option
def placed(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The postcodes whose constituency was put right."""
    from app.operations.constituencies import places

    found = places.overrides(campaign.store)
    document = {"placed": [{"postcode": key, "constituency": code} for key, code in found.items()]}
    emit(as_json, document, table(("Postcode", "Constituency"), found.items()))


@postcodes.command()
@with_campaign
@click.argument("file", type=any_file, required=False)
@click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]), help="The day the list is of.")
@json_option
def members(
    campaign: Campaign,
    file: Path | None,
    dated: datetime | None,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """List the Members of Parliament; with FILE, keep those of a CSV first."""
    from app.operations.constituencies import members as seats

    if file:
        day = dated.date() if dated else now().date()
        seats.keep_members(campaign.store, file, user_data_folder(), dated=day)
    found = seats.members(campaign.store).values()
    document = {
        "members": [
            {
                "constituency": one.constituency,
                "name": one.name,
                "address": list(one.address),
                "dear": one.dear,
                "dated": one.dated.isoformat() if one.dated else None,
            }
            for one in found
        ]
    }
    lines = [(one.constituency, one.name, one.dated or "") for one in found]
    emit(as_json, document, table(("Constituency", "Member", "As of"), lines))


@postcodes.command()
@with_campaign
@click.argument("constituency")
@click.option("--name", required=True, help="Who it is; empty to forget.")
@click.option("--address", default="", help="Lines, parted by commas.")
@click.option("--dear", default="", help="How the letter begins.")
@click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]))
def member(
    campaign: Campaign,
    constituency: str,
    name: str,
    address: str,
    dear: str,
    dated: datetime | None,
) -> None:
    """Put right who is the Member for a constituency."""
    from app.domain.member import Member
    from app.operations.constituencies import members as seats

    lines = tuple(part.strip() for part in address.split(",") if part.strip())
    day = dated.date() if dated else now().date()
    made = Member(constituency, name, lines, dear, day)
    click.echo(seats.set_member(campaign.store, made, user_data_folder()))


@postcodes.command()
@with_campaign
@click.argument("petition")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="A PDF, or a new folder."
)
@click.option("--constituency", "chosen", multiple=True, help="Only this one; again for more.")
@click.option("--no-names", is_flag=True, help="Name nobody, not even those who agreed.")
@force_option
def letters(
    campaign: Campaign,
    petition: str,
    out: Path,
    chosen: tuple[str, ...],
    no_names: bool,  # noqa: FBT001  # click's shape
    force: bool,  # noqa: FBT001  # click's shape
) -> None:
    """A letter to each Member with the number of their constituents who signed."""
    from app.operations.constituencies import member_letters

    drawn = member_letters.draw_letters(
        campaign.store,
        petition,
        user_data_folder(),
        names=not no_names,
        constituencies=chosen,
        now=now(),
    )
    for path in member_letters.write_letters(campaign.store, drawn, out, force=force, now=now()):
        click.echo(path)


def _source(source: Any) -> dict[str, Any]:
    told = {key: list(value) if isinstance(value, tuple) else value
            for key, value in vars(source).items()}  # fmt: skip
    return told | {"imported": source.imported.isoformat()}


def _info(found: Info) -> dict[str, Any]:
    return {
        "postcodes": found.postcodes,
        "boundaries": found.boundaries,
        "date": found.dated,
        "size": found.size,
        "sources": [_source(one) for one in found.sources],
        "attributions": list(found.attributions),
    }


def _numbers(tally: Tally) -> dict[str, int]:
    return {
        "valid": tally.valid,
        "similar": tally.similar,
        "unchecked": tally.unchecked,
        "probable": tally.probable,
    }


def _document(petition: str, result: Result) -> dict[str, Any]:
    counts, told = result.counts, result.info
    return {
        "petition": petition,
        "by": counts.by,
        "boundaries": told.boundaries if told else "",
        "date": told.dated if told else "",
        "attributions": list(told.attributions) if told else [],
        "counts": [
            {"code": area.code, "name": area.name} | _numbers(area.tally) for area in counts.areas
        ],
        "apart": {why: _numbers(tally) for why, tally in counts.apart.items()},
        "postcodes": [
            {"postcode": one.postcode, "number": one.number, "why": one.why} for one in counts.odd
        ],
        "total": _numbers(counts.total),
    }


def _text(result: Result, note: str) -> str:
    counts = result.counts
    named = [(area.code, area.name, area.tally) for area in counts.areas]
    named += [("", _ARE_APART[why], tally) for why, tally in counts.apart.items()]
    lines = [(code, name, *_numbers(tally).values()) for code, name, tally in named]
    total = ("", "Total", *_numbers(counts.total).values())
    heads = ("Code", "Name", "Valid", "Similar", "Not checked", "Probable")
    parts = [table(heads, [*lines, total]), ""]
    if counts.odd:
        odd = [(one.postcode, one.number, one.why) for one in counts.odd]
        parts += [table(("Look at", "Times", "Why"), odd), ""]
    return "\n".join([*parts, note, *(result.info.attributions if result.info else ())])
