"""`outreach …`: the sender, drafts of emails and lists for text messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.cli.audience import for_audience, left_out_document, say_left_out
from app.cli.common import emit, force_option, json_option, now, table, with_campaign
from app.cli.sealing import require_one_way, sealing_options, way_out
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.community.contact import Contact
    from app.domain.outreach.outreach import Audience, Outreach
    from app.domain.outreach.reaching import Reached
    from app.operations.campaign.campaigns import Campaign
    from app.operations.outreach.email_drafts import Drafts, MergeTable

R = TypeVar("R")


@click.command()
@with_campaign
@click.option("--name", help="The group’s name.")
@click.option("--email", help="Where answers go.")
@click.option("--postal-address", "postal", help="Where the group can be found, in one line.")
@click.option("--phone", help="A telephone number for answers, if there is one.")
@json_option
def sender(campaign: Campaign, as_json: bool, **parts: str | None) -> None:  # noqa: FBT001  # click's shape
    """Who writes: shown, or kept where a part is given."""
    from app.operations.outreach import senders

    given = any(part is not None for part in parts.values())
    found = senders.keep(campaign.store, **parts) if given else senders.known(campaign.store)
    document = {"name": found.name, "email": found.email, "postal_address": found.postal,
                "phone": found.phone}  # fmt: skip
    emit(as_json, document, "\n".join(part for part in document.values() if part))


@click.command()
@with_campaign
@json_option
def emails(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The emails that there are, your own too, with what each asks for."""
    from app.operations.outreach import letter_templates

    known = letter_templates.templates(campaign.store, "email")
    found = [
        {
            "template": ref,
            "title": one.text("en")[1].title,
            "languages": list(one.texts),
            "asks": {ask.key: ask.words for ask in one.text("en")[1].asks},
            "own": one.own,
        }
        for ref, one in known.items()
    ]
    rows = [
        [
            ref,
            one.text("en")[1].title,
            ", ".join(ask.key for ask in one.text("en")[1].asks),
            "own" if one.own else "",
        ]
        for ref, one in known.items()
    ]
    emit(as_json, {"emails": found}, table(["Template", "Title", "Asks for", ""], rows))


@click.command()
@with_campaign
@for_audience("email")
@click.option("--template", default="", help="An email by name, or a .toml file of your own.")
@click.option("--set", "asked", multiple=True, metavar="FIELD=TEXT",
              help="What the email asks for; may be repeated.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "ko"]),
              help="One language for everybody; else each their own.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="A new folder, or with --merge-csv "
              "a file.")  # fmt: skip
@click.option("--each", is_flag=True, help="A draft to each (usual).")
@click.option("--blind-copy", is_flag=True, help="A draft with blind copies to the people in each "
              "language, and one to the offices.")  # fmt: skip
@click.option("--merge-csv", is_flag=True, help="A table for a merge.")
@click.option("--channel", type=click.Choice(["email", "text"]), default="email",
              show_default=True, help="With text: the numbers of those who agreed.")  # fmt: skip
@click.option("--leave-out", is_flag=True, help="Leave out whose message cannot be made.")
@click.option("--also-unsigned", is_flag=True, help="Where the email speaks to signers: also to "
              "who is not known to have signed.")  # fmt: skip
@click.option("--preview", type=int, help="Print that message; write nothing.")
@click.option("--dry-run", is_flag=True, help="Say who would get one; write nothing.")
@sealing_options
@json_option
@force_option
def drafts(campaign: Campaign, audience: Audience, **options: Any) -> None:
    """Email drafts for your own mail program: checked, never sent from here."""
    ways = ("each", "blind-copy", "merge-csv")
    chosen = [way for way in ways if options[way.replace("-", "_")]]
    if len(chosen) > 1:
        raise click.UsageError(f"Choose one of {', '.join(f'--{one}' for one in chosen)}.")
    options["way"] = chosen[0] if chosen else "each"
    if options["channel"] == "text":
        _texts(campaign, audience, options)
        return
    from app.operations.outreach import email_drafts

    if not options["template"]:
        raise click.UsageError("Say which email: --template NAME.")
    wish = email_drafts.DraftWish(
        audience,
        options["template"],
        dict(_pair(one) for one in options["asked"]),
        options["language"] or "",
        options["leave_out"],
        options["also_unsigned"],
    )
    made = email_drafts.prepare(campaign.store, wish, now=now())
    if options["preview"] is not None:
        _preview(made, options["preview"], as_json=options["as_json"])
        return
    kept, where = None, ""
    if not options["dry_run"]:
        kept, where = _write(campaign, made, options)
    _say(
        made.reached,
        ("Not known to have signed, no thanks for it", made.unsigned),
        ("Share an address with another, no second", made.same_address),
        ("Left out, as no message can be made", [one for one, _ in made.unready]),
    )
    _tell(made, kept, where, as_json=options["as_json"])


def _pair(written: str) -> tuple[str, str]:
    name, found, value = written.partition("=")
    if not found:
        raise click.UsageError(f"--set {written}: write FIELD=TEXT.")
    return name.strip(), value


def _say(reached: Reached, *rest: tuple[str, Sequence[Contact]]) -> None:
    """Says who is left out, and of the `rest` why each gets nothing."""
    say_left_out(reached)
    for words, some in rest:
        if some:
            who = ", ".join(str(one.number) for one in some)
            click.echo(f"{words}: contact {who}.", err=True)


def _at(place: int, found: Sequence[R]) -> R:
    if not 1 <= place <= len(found):
        raise AppError(
            "There are {number} messages: choose one of 1 to {number}.", number=len(found)
        )
    return found[place - 1]


def _preview(made: Drafts, place: int, *, as_json: bool) -> None:
    one = _at(place, made.messages)
    document = {"to": one.address, "name": one.name, "language": one.language,
                "subject": one.subject, "text": one.text}  # fmt: skip
    emit(as_json, document, f"To: {one.address}\nSubject: {one.subject}\n\n{one.text}")


def _out(options: dict[str, Any]) -> Path:
    out: Path | None = options["out"]
    if out is None:
        raise click.UsageError("Say where it goes: --out.")
    return out


def _write(campaign: Campaign, made: Drafts, options: dict[str, Any]) -> tuple[Outreach, str]:
    from app.operations.outreach import blind_copies, email_drafts

    out, way = _out(options), options["way"]
    if way == "each":
        return email_drafts.write_each(campaign.store, made, out, now=now()), str(out)
    if way == "blind-copy":
        blind = blind_copies.draw(campaign.store, made, now=now())
        kept = blind_copies.write(campaign.store, made, blind, out, now=now())
        click.echo(f"In one draft each: {blind_copies.words(blind)}.", err=True)
        return kept, str(out)
    confirmed, passphrase = _way_out(options, len(made.messages), email_drafts.TOLD)
    content = email_drafts.draw_table(made, passphrase=passphrase)
    kept, path = email_drafts.write_table(
        campaign.store, made, content, out, confirmed=confirmed, force=options["force"], now=now()
    )
    return kept, str(path)


def _way_out(options: dict[str, Any], people: int, told: str) -> tuple[int | None, str]:
    file, plain = options["export_passphrase_file"], options["plain"]
    require_one_way(file, plain=plain)
    return way_out(told, people, plain=plain, given=options["people"], file=file)


def _tell(made: Drafts, kept: Outreach | None, where: str, *, as_json: bool) -> None:
    number = kept.number if kept else 0
    ids = {one.id: one.number for one in made.reached.people}
    document = {
        "number": number,
        "out": where,
        "messages": [
            {"contact": ids[one.contact], "to": one.address, "language": one.language,
             "subject": one.subject, "office": one.office}
            for one in made.messages
        ],
        "same_address": [one.number for one in made.same_address],
        "unsigned": [one.number for one in made.unsigned],
        "unready": [{"contact": one.number, "reason": reason} for one, reason in made.unready],
        "left_out": left_out_document(made.reached),
        "offices": made.reached.offices,
    }  # fmt: skip
    many = f"{len(made.messages)} messages"
    words = (
        f"{where}: {many}. Nothing is sent: look at them in your mail program, send them there, "
        f"delete the files, then say that they went out: outreach confirm {number}."
    )
    emit(as_json, document, words if kept else f"{many} would be made.")


def _texts(campaign: Campaign, audience: Audience, options: dict[str, Any]) -> None:
    from app.operations.outreach import text_lists

    made = text_lists.prepare(campaign.store, audience)
    if options["preview"] is not None:
        one = _at(options["preview"], text_lists.lines(made))
        emit(options["as_json"], dict(one), f"To: {one['phone']}, {one['name']}\n\n… {one['end']}")
        return
    number, where = 0, ""
    if not options["dry_run"]:
        out = _out(options)
        confirmed, passphrase = _way_out(options, len(made.people), text_lists.TOLD)
        content: MergeTable = text_lists.draw(made, passphrase=passphrase)
        kept, path = text_lists.write(
            campaign.store, made, content, out, confirmed=confirmed, force=options["force"],
            now=now(),
        )  # fmt: skip
        number, where = kept.number, str(path)
    _say(
        made.reached,
        ("Share a number with another, no second", made.same_number),
        ("Have no number that takes texts", made.no_texts),
    )
    document = {
        "number": number,
        "out": where,
        "numbers": [{"contact": one.number, "phone": phone} for one, phone in made.people],
        "ends": dict(made.ends),
        "same_number": [one.number for one in made.same_number],
        "no_texts": [one.number for one in made.no_texts],
        "left_out": left_out_document(made.reached),
        "offices": made.reached.offices,
    }
    many = f"{len(made.people)} numbers"
    ends = "\n".join(f"End each text with: {end}" for end in made.ends.values())
    after = f"Once they are sent: outreach confirm {number}."
    words = f"{where}: {many}.\n{ends}\n{after}" if number else f"{many} would be listed."
    emit(options["as_json"], document, words)


COMMANDS = (sender, emails, drafts)
