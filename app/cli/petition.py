"""`petition …`: add, list, show, check and edit petitions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import (
    any_file,
    count_document,
    emit,
    json_option,
    now,
    table,
    with_campaign,
)
from app.cli.petition_followed import followed_group
from app.cli.petition_progress import progress
from app.messages import trn

if TYPE_CHECKING:
    from app.domain.addressee import Addressee
    from app.operations.campaign.campaigns import Campaign
    from app.store.petitions import PetitionRecord

file_option = click.option("--file", required=True, type=any_file, help="WORDING.toml")


@click.group()
def petition() -> None:
    """One request to one addressee."""


petition.add_command(followed_group)
petition.add_command(progress)


def _summary(campaign: Campaign, record: PetitionRecord) -> dict[str, Any]:
    """A petition with the stable keys of the command line."""
    from app.operations.paper import sheets

    counts = sheets.counts(campaign.store, record.ref)
    apart = sheets.counts_apart(campaign.store, record.ref)
    return {
        "ref": record.ref,
        "addressee": record.wording.addressee,
        "title": record.wording.title,
        "version": record.version,
        "raw": counts.raw,
        "valid": counts.valid,
        "similar": counts.similar,
        "invalid": dict(counts.invalid),
        "unchecked": counts.unchecked,
        **{origin: count_document(one) for origin, one in apart.items()},
    }


def _counted(shown: dict[str, Any]) -> list[str]:
    """Each origin that has signatures, with what counts."""
    return [
        f"{words}: valid {one['valid']}, similar {one['similar']}, "
        f"invalid {sum(one['invalid'].values())}, not checked {one['unchecked']}"
        for words, one in (("On paper", shown["paper"]), ("Online", shown["online"]))
        if one["raw"]
    ]


@petition.command()
@with_campaign
@file_option
def new(campaign: Campaign, file: Path) -> None:
    """Add the petition of WORDING.toml and print its ref."""
    from app.intake.wording_file import read_wording
    from app.operations.petition import petitions

    click.echo(petitions.add(campaign.store, read_wording(file), now=now()))


@petition.command()
@click.argument("ref", default="")
@json_option
def addressees(ref: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Who can be petitioned; with REF all that its file says: form, rules, dates, sources."""
    from app.intake import templates

    if ref:
        body = templates.addressee(ref)
        emit(as_json, {"addressee": asdict(body)}, _told(body))
        return
    bodies = templates.addressees().values()
    emit(
        as_json,
        {
            "addressees": [
                {"ref": body.ref, "name": body.choice, "about": body.about} for body in bodies
            ]
        },
        table(("Ref", "Name", "About"), [(body.ref, body.choice, body.about) for body in bodies]),
    )


def _told(body: Addressee) -> str:
    """All that an addressee's file says, as a person reads it."""
    lines = [f"{body.name}: {body.about}", ""]
    lines += [
        f"  {part.lead} […]{part.tail}" if part.field else f"  {part.lead}" for part in body.parts
    ]
    lines += ["", f"Who may sign: {body.who_may_sign.text} ({body.who_may_sign.rule})"]
    if body.minimum:
        least = trn("At least {number} signature.", "At least {number} signatures.", body.minimum)
        lines.append(least)
    lines += [f"At {one.number:,}: {one.what} ({one.rule})" for one in body.thresholds]
    for title, steps in (
        ("Each sheet", body.on_each_sheet),
        ("Handing in", body.hand_in),
        ("What follows", body.after),
    ):
        lines += ["", f"{title}:", *(f"  {step.text} ({step.rule})" for step in steps)]
    if body.unconfirmed:
        lines += ["", "Not confirmed:", *(f"  {text}" for text in body.unconfirmed)]
    lines += ["", "Sources:", *(f"  {one.rule}: {one.source}, {one.as_of}" for one in body.sources)]
    return "\n".join(lines)


@petition.command()
@with_campaign
@click.argument("petition")
@click.option("--action", help="What should be done, 80 characters.")
@click.option("--background", help="300 characters.")
@click.option("--details", help="500 characters.")
@json_option
def companion(
    campaign: Campaign,
    petition: str,
    action: str | None,
    background: str | None,
    details: str | None,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The same request as an e-petition's text; the options change and keep it."""
    from app.domain.companion import LIMITS, NOTE
    from app.operations.petition import companion

    given = {"action": action, "background": background, "details": details}
    changes = {key: text for key, text in given.items() if text is not None}
    texts = (
        companion.keep(campaign.store, petition, changes)
        if changes
        else companion.show(campaign.store, petition)
    )
    lines = [f"{key} ({len(texts[key])} of {limit}): {texts[key]}" for key, limit in LIMITS.items()]
    emit(as_json, {"texts": texts, "limits": LIMITS, "note": NOTE}, "\n".join([*lines, NOTE]))


@petition.command("list")
@with_campaign
@json_option
def list_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The campaign's petitions."""
    from app.operations.petition import petitions

    found = [_summary(campaign, record) for record in petitions.list_all(campaign.store)]
    emit(
        as_json,
        {"petitions": found},
        table(
            ("Ref", "Addressee", "Title", "Version", "Valid", "Raw"),
            [
                (
                    one["ref"],
                    one["addressee"],
                    one["title"],
                    one["version"],
                    one["valid"],
                    one["raw"],
                )
                for one in found
            ],
        ),
    )


@petition.command()
@with_campaign
@click.argument("petition")
@json_option
def show(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The form of words as it prints, with counts."""
    from app.operations.petition import petitions

    record = petitions.show(campaign.store, petition)
    parts = petitions.form_of_words(record.wording)
    shown = _summary(campaign, record) | {
        "hash": record.hash,
        "frozen": record.frozen,
        "form_of_words": [{"key": part.key, "text": part.whole} for part in parts],
        "target": record.wording.target,
        "translations": list(record.wording.translations),
    }
    lines = [part["text"] for part in shown["form_of_words"]]
    state = "frozen" if shown["frozen"] else "draft"
    lines += ["", *_counted(shown)]
    lines += ["", f"Wording version {shown['version']} ({state}), {shown['hash'][:8]}"]
    emit(as_json, shown, "\n".join(lines))


@petition.command()
@with_campaign
@click.argument("petition")
@json_option
@click.pass_context
def check(ctx: click.Context, campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Findings on the wording; exit status 1 when one stops printing."""
    from app.domain.checks import stops_printing
    from app.operations.petition import petitions

    findings = petitions.check(campaign.store, petition)
    words = {"stops": "stops printing", "warns": "warns", "advice": "advice"}
    text = "\n".join(
        f"{found.rule} {words[found.severity]}: {found.field}: {found.message} {found.mend}"
        for found in findings
    )
    emit(
        as_json,
        {"findings": [asdict(found) for found in findings]},
        text or "Nothing found: the wording may be printed.",
    )
    if stops_printing(findings):
        ctx.exit(1)


@petition.command()
@with_campaign
@click.argument("petition")
@file_option
def edit(campaign: Campaign, petition: str, file: Path) -> None:
    """Replace the wording; a frozen one stays and a new version begins."""
    from app.intake.wording_file import read_wording
    from app.operations.petition import petitions

    click.echo(petitions.edit(campaign.store, petition, read_wording(file)))
