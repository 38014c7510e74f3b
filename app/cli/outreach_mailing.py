"""`outreach …`: letters, labels and envelopes for those who agreed to post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.audience import for_audience, left_out_document, say_left_out
from app.cli.common import (
    any_file,
    emit,
    force_option,
    json_option,
    now,
    progress_bar,
    with_campaign,
)
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.outreach.outreach import Audience
    from app.operations.campaign.campaigns import Campaign
    from app.operations.outreach.prepared_post import Post

Options = Callable[[Callable[..., None]], Callable[..., None]]

_order = click.option(
    "--order",
    type=click.Choice(["postcode", "name"]),
    default="postcode",
    show_default=True,
    help="The same for letters, labels and envelopes.",
)
_each = click.option(
    "--each",
    type=click.Choice(["household", "person"]),
    default="household",
    show_default=True,
    help="One for whom.",
)
_follows = click.option(
    "--for",
    "follows",
    type=int,
    default=0,
    metavar="NUMBER",
    help="For letters made before: the same people in the same order.",
)
_names = click.option(
    "--language",
    type=click.Choice(["en", "ko"]),
    default="en",
    show_default=True,
    help="The letters in which names stand.",
)


_too_long = click.option(
    "--too-long",
    type=click.Choice(["refuse", "leave-out"]),
    default="refuse",
    show_default=True,
    help="What becomes of people whose address does not fit.",
)

_unprintable = click.option(
    "--unprintable",
    type=click.Choice(["refuse", "leave-out", "print"]),
    default="refuse",
    show_default=True,
    help="What becomes of people in whose name or address no font has a character.",
)


def _output_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        (
            click.option("--out", type=any_file, help="The PDF; not needed with --dry-run."),
            click.option("--dry-run", is_flag=True, help="Say for whom; write nothing."),
            json_option,
            force_option,
        )
    ):
        command = option(command)
    return command


@click.command()
@with_campaign
@for_audience("post")
@click.option("--template", required=True, help="Which letter; see: outreach templates.")
@click.option(
    "--language",
    type=click.Choice(["en", "ko"]),
    default=None,
    help="For all of them; otherwise each in the language they prefer.",
)
@_order
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="FIELD=TEXT",
    help="A field that the letter asks for; ko.FIELD for the Korean letter alone.",
)
@click.option(
    "--empty",
    type=click.Choice(["refuse", "leave-out", "print"]),
    default="refuse",
    show_default=True,
    help="What becomes of people for whom a field is empty.",
)
@_too_long
@_unprintable
@click.option(
    "--also-unsigned",
    is_flag=True,
    help="A letter that speaks to signers also for people who are not known to have signed.",
)
@click.option("--preview", type=int, metavar="N", help="Show letter N as text; write nothing.")
@_output_options
def letters(
    campaign: Campaign,
    audience: Audience,
    template: str,
    language: str | None,
    order: Any,
    given: tuple[str, ...],
    empty: Any,
    too_long: Any,
    unprintable: Any,
    also_unsigned: bool,  # noqa: FBT001  # click's shape
    preview: int | None,
    **options: Any,
) -> None:
    """Letters by mail merge, in one PDF in the order of the labels."""
    from app.operations.outreach import mailing, prepared_post

    wanted = prepared_post.LetterOrder(
        template, language or "", order, _fields(given), empty, too_long, also_unsigned, unprintable
    )
    made = mailing.prepare_letters(campaign.store, audience, wanted, now=now())
    if preview is not None:
        text = prepared_post.as_text(made, preview)
        emit(options["as_json"], {"letter": preview, "of": len(made.pieces), "text": text}, text)
        return
    make_post(campaign, made, options)


@click.command()
@with_campaign
@for_audience("post", instead="follows")
@click.option("--sheet", default="L7160", show_default=True, help="See: outreach label-sheets.")
@click.option(
    "--start",
    type=int,
    default=1,
    show_default=True,
    help="The first free label, counted along the rows.",
)
@_each
@_order
@_names
@_too_long
@_unprintable
@_follows
@_output_options
def labels(
    campaign: Campaign,
    audience: Audience,
    sheet: str,
    start: int,
    each: Any,
    order: Any,
    language: str,
    too_long: Any,
    unprintable: Any,
    follows: int,
    **options: Any,
) -> None:
    """Address labels, from any label of a sheet on."""
    from app.operations.outreach import mailing, prepared_post

    wanted = prepared_post.LabelOrder(
        sheet, start, each, order, follows, language, too_long, unprintable
    )
    make_post(campaign, mailing.prepare_labels(campaign.store, audience, wanted), options)


@click.command()
@with_campaign
@for_audience("post", instead="follows")
@click.option("--size", type=click.Choice(["DL", "C5"]), default="DL", show_default=True)
@click.option(
    "--sender/--no-sender",
    "with_sender",
    default=True,
    show_default=True,
    help="The organiser’s address at the upper left.",
)
@_each
@_order
@_names
@_too_long
@_unprintable
@_follows
@_output_options
def envelopes(
    campaign: Campaign,
    audience: Audience,
    size: str,
    with_sender: bool,  # noqa: FBT001  # click's shape
    each: Any,
    order: Any,
    language: str,
    too_long: Any,
    unprintable: Any,
    follows: int,
    **options: Any,
) -> None:
    """Addressed envelopes, a page each."""
    from app.operations.outreach import mailing, prepared_post

    wanted = prepared_post.EnvelopeOrder(
        size, each, order, follows, language, with_sender, too_long, unprintable
    )
    make_post(campaign, mailing.prepare_envelopes(campaign.store, audience, wanted), options)


def _fields(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in given:
        key, sign, text = one.partition("=")
        if not sign:
            raise AppError("“{given}” has no “=”: write --set FIELD=TEXT.", given=one)
        found[key.strip()] = text.strip()
    return found


def make_post(campaign: Campaign, made: Post, options: dict[str, Any]) -> None:
    """Says who is left out, and writes what was prepared unless it is tried alone."""
    from app.operations.outreach import mailing, prepared_post
    from app.store.files import check_target

    out: Path | None = options["out"]
    if out is None and not options["dry_run"]:
        raise AppError("Say where the PDF goes: --out FILE, or --dry-run.")
    if out is not None:
        check_target(out, force=options["force"])
    prepared_post.require_ready(made)
    say_left_out(made.reached)
    for sentence in prepared_post.remarks(made):
        click.echo(sentence, err=True)
    number = None
    if out is not None and not options["dry_run"]:
        with progress_bar(made.title) as progress:
            pdf = prepared_post.draw(made, progress)
        kept = mailing.write(campaign.store, made, pdf, out, force=options["force"], now=now())
        number = kept.number if kept else made.follows
    document = {
        "outreach": number,
        "follows": made.follows or None,
        "kind": made.kind,
        "pieces": len(made.pieces),
        "contacts": [one.number for one in made.reached.people],
        "left_out": left_out_document(made.reached),
        "offices": made.reached.offices,
        "left_empty": [one.number for one in made.left_out.get("empty", ())],
        "left_too_long": [one.number for one in made.left_out.get("too-long", ())],
        "left_unprintable": [one.number for one in made.left_out.get("unprintable", ())],
        "left_unsigned": [one.number for one in made.left_out.get("unsigned", ())],
        "dry_run": options["dry_run"],
    }
    said = prepared_post.summary(made)
    if number and not made.follows:
        said = f"{said} Outreach {number}: say “outreach confirm” once they went out."
    emit(options["as_json"], document, said)


COMMANDS = (letters, labels, envelopes)
