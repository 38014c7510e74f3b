"""`outreach …`: the letters and emails to merge, the label sheets, and the printer's offset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import any_file, emit, force_option, json_option, table, with_campaign
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.outreach.label_sheet import LabelSheet
    from app.domain.outreach.letter import LetterTemplate, TemplateKind
    from app.operations.campaign.campaigns import Campaign

_language = click.Choice(["en", "ko"])
_kind_option = click.option("--kind", type=click.Choice(["letter", "email"]), default="letter",
                            show_default=True, help="A letter, or an email.")  # fmt: skip


def _letter(one: LetterTemplate) -> dict[str, Any]:
    return {
        "name": one.ref,
        "own": one.own,
        "texts": {
            language: {
                "title": text.title,
                "subject": text.subject,
                "body": text.body,
                "closing": text.closing,
                "asks": [{"key": ask.key, "words": ask.words} for ask in text.asks],
                "fields": text.fields,
            }
            for language, text in one.texts.items()
        },
    }


@click.command()
@with_campaign
@_kind_option
@json_option
def templates(campaign: Campaign, kind: TemplateKind, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The letters or emails that may be merged."""
    from app.operations.outreach import letter_templates

    found = letter_templates.templates(campaign.store, kind)
    rows = [
        [name, one.text("en")[1].title, " ".join(one.texts), "own" if one.own else ""]
        for name, one in found.items()
    ]
    document = {"templates": [_letter(one) for one in found.values()]}
    emit(as_json, document, table([kind.title(), "Title", "Languages", ""], rows))


@click.command("template-show")
@with_campaign
@click.argument("name")
@_kind_option
@json_option
def template_show(
    campaign: Campaign,
    name: str,
    kind: TemplateKind,
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """A letter's or an email's texts, with the fields that it names."""
    from app.domain.outreach.letter import FIELDS
    from app.operations.outreach import letter_templates

    one = letter_templates.template(campaign.store, kind, name)
    parts = [
        f"[{language}] {text.title}\n\n{text.subject}\n\n{text.body.strip()}"
        for language, text in one.texts.items()
    ]
    fields = table(["Field", "What stands there"], [[f"{{{key}}}", FIELDS[key]] for key in FIELDS])
    emit(as_json, {"template": _letter(one)}, "\n\n".join([*parts, fields]))


@click.command("template-set")
@with_campaign
@click.argument("name")
@click.option("--language", type=_language, required=True)
@click.option("--file", "file", type=any_file, required=True,
              help="TOML with title, subject, body, closing and asks.")  # fmt: skip
@_kind_option
def template_set(
    campaign: Campaign, name: str, language: str, file: Path, kind: TemplateKind
) -> None:
    """Keep a letter or email of your own, or your text in the place of a shipped one."""
    from app.intake.mailing import read_template
    from app.operations.outreach import letter_templates

    text = read_template(file, name, kind)
    made = letter_templates.keep_template(campaign.store, kind, name, {language: text})
    click.echo(f"The {kind} “{made.ref}” is kept.")


@click.command("template-remove")
@with_campaign
@click.argument("name")
@click.option("--language", type=_language, default=None, help="Only its text in a language.")
@_kind_option
def template_remove(
    campaign: Campaign, name: str, language: str | None, kind: TemplateKind
) -> None:
    """Remove a letter or email of your own; a shipped one stands in its place again."""
    from app.operations.outreach import letter_templates

    shipped = letter_templates.remove_template(campaign.store, kind, name, language or "")
    click.echo(f"Removed: the shipped {kind} is used again." if shipped else "Removed.")


def _measures(one: LabelSheet) -> dict[str, Any]:
    from dataclasses import asdict

    from app.operations.outreach import label_sheets

    return {**asdict(one), "labels": one.number, "own": label_sheets.is_own(one)}


@click.command("label-sheets")
@with_campaign
@json_option
def label_sheets_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # the same
    """The label sheets with their measures, and this laptop's printer offset."""
    from app.operations.outreach import label_sheets

    found = label_sheets.sheets(campaign.store).values()
    offset = label_sheets.offset(campaign.store)
    rows = [
        [one.ref, one.maker, one.number, f"{one.columns} × {one.rows}",
         f"{one.width:g} × {one.height:g}", f"{one.left:g}, {one.top:g}",
         f"{one.across:g}, {one.down:g}"]
        for one in found
    ]  # fmt: skip
    text = table(["Sheet", "Maker", "Labels", "Across", "Label mm", "Margins mm", "Pitch mm"], rows)
    document = {
        "sheets": [_measures(one) for one in found],
        "offset": {"right": offset.right, "down": offset.down},
    }
    emit(as_json, document, f"{text}\nOffset: {offset.right:g} mm right, {offset.down:g} mm down")


@click.command("label-sheet-set")
@with_campaign
@click.option("--file", "file", type=any_file, help="TOML with the measures; or give them here:")
@click.option("--name", default="")
@click.option("--columns", type=int)
@click.option("--rows", type=int)
@click.option("--width", type=float, help="Of a label, in mm; so are the others.")
@click.option("--height", type=float)
@click.option("--left", type=float, help="Before the first label.")
@click.option("--top", type=float, help="Above the first label.")
@click.option("--across", type=float, help="From one label's left edge to the next one's.")
@click.option("--down", type=float, help="From one label's upper edge to the next one's.")
def label_sheet_set(campaign: Campaign, file: Path | None, name: str, **measures: Any) -> None:
    """Keep the measures of your own label sheet."""
    from app.intake import mailing
    from app.operations.outreach import label_sheets

    given = {key: value for key, value in measures.items() if value is not None}
    if file is not None:
        made = mailing.read_sheet(file)
    else:
        asked = {"name": name or None, **measures}
        if missing := [key for key, value in asked.items() if value is None]:
            raise AppError(
                "A label sheet needs all its measures: give {missing} too, or --file.",
                missing=", ".join(f"--{one}" for one in missing),
            )
        made = mailing.sheet_from_table(given, name, "the options")
    kept = label_sheets.keep_sheet(campaign.store, made)
    click.echo(f"Label sheet {kept.ref} is kept: {kept.number} labels.")


@click.command("label-sheet-remove")
@with_campaign
@click.argument("name")
def label_sheet_remove(campaign: Campaign, name: str) -> None:
    """Forget your own label sheet."""
    from app.operations.outreach import label_sheets

    label_sheets.remove_sheet(campaign.store, name)
    click.echo("Removed.")


@click.command("labels-test")
@with_campaign
@click.option("--sheet", default="L7160", show_default=True)
@click.option("--out", type=any_file, required=True)
@force_option
def labels_test(campaign: Campaign, sheet: str, out: Path, force: bool) -> None:  # noqa: FBT001  # the same
    """A page with each label's outline, crosshairs and rulers, to set the printer by."""
    from app.operations.outreach import label_sheets

    label_sheets.write_trial_page(campaign.store, sheet, out, force=force)
    click.echo(f"Wrote {out}: print it at 100 % and hold it with a label sheet against the light.")


@click.command("label-offset")
@with_campaign
@click.option("--right", type=float, default=0.0, help="Millimetres to the right; below 0: left.")
@click.option("--down", type=float, default=0.0, help="Millimetres down; below 0: up.")
def label_offset(campaign: Campaign, right: float, down: float) -> None:
    """Keep how far this laptop's printer is off; kept here, not in the campaign."""
    from app.operations.outreach import label_sheets

    kept = label_sheets.keep_offset(campaign.store, right, down)
    click.echo(f"Labels are moved {kept.right:g} mm to the right and {kept.down:g} mm down.")


COMMANDS = (
    templates, template_show, template_set, template_remove, label_sheets_, label_sheet_set,
    label_sheet_remove, labels_test, label_offset,
)  # fmt: skip
