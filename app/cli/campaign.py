"""`campaign …`: make, inspect, check, back up, restore, change the passphrase."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import (
    any_file,
    emit,
    existing_folder,
    force_option,
    json_option,
    now,
    passphrase_text,
    read_secret_file,
    require_new_file,
    secret,
    secret_options,
    table,
    with_campaign,
)

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

new_passphrase_option = click.option(
    "--new-passphrase-file", type=any_file, help="A file with the passphrase from now on."
)


@click.group()
def campaign() -> None:
    """One organising group's encrypted folder."""


@campaign.command()
@click.argument("folder", metavar="CAMPAIGN", type=existing_folder)
@click.option("--name", default="", help="What the group calls it; default: the folder's name.")
@click.option("--passphrase-file", type=any_file, help="A file with the passphrase.")
@click.option("--recovery-out", type=any_file, help="Write the recovery code there instead.")
def new(folder: Path, name: str, passphrase_file: Path | None, recovery_out: Path | None) -> None:
    """Make a campaign; its recovery code is shown once."""
    from app.operations.campaign import campaigns

    if recovery_out:
        require_new_file(recovery_out)
    passphrase = passphrase_text(passphrase_file, confirm=True)
    created = campaigns.create(folder, passphrase, name=name or folder.resolve().name, now=now())
    created.campaign.close()
    if recovery_out:
        campaigns.write_recovery_code(recovery_out, created.recovery_code)
        click.echo(f"Campaign made; its recovery code is in {recovery_out.name}.")
    else:
        click.echo("Campaign made. Its recovery code is shown this once; keep it on paper:")
        click.echo(created.recovery_code)


@campaign.command()
@with_campaign
@json_option
def info(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Counts and versions."""
    from app.operations.campaign import campaigns

    facts = asdict(campaigns.info(campaign))
    text = "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in facts.items())
    emit(as_json, facts, text)


@campaign.command()
@with_campaign
@json_option
@click.pass_context
def check(ctx: click.Context, campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Check key, cipher, integrity and that the counts agree with the rows."""
    from app.operations.campaign import campaigns

    results = campaigns.check(campaign)
    emit(
        as_json,
        {"checks": [asdict(result) for result in results]},
        table(
            ("Check", "Result"),
            [(result.name, "good" if result.ok else result.detail) for result in results],
        ),
    )
    if not all(result.ok for result in results):
        ctx.exit(1)


@campaign.command()
@with_campaign
@click.option("--out", required=True, type=any_file, help="The backup's file.")
@force_option
def backup(campaign: Campaign, out: Path, force: bool) -> None:  # noqa: FBT001  # click's shape
    """Write one encrypted file that holds the whole campaign."""
    from app.operations.campaign import campaigns

    campaigns.back_up(campaign, out, force=force, now=now())
    click.echo(f"Backed up to {out}.")


@campaign.command()
@click.argument("file", type=any_file)
@click.argument("folder", metavar="CAMPAIGN", type=existing_folder)
@secret_options
@new_passphrase_option
def restore(
    file: Path,
    folder: Path,
    passphrase_file: Path | None,
    recovery_code_file: Path | None,
    new_passphrase_file: Path | None,
) -> None:
    """Make a campaign again from a backup."""
    from app.operations.campaign import campaigns

    renewed = read_secret_file(new_passphrase_file) if new_passphrase_file else None
    key = secret(passphrase_file, recovery_code_file)
    campaigns.restore(file, folder, key, new_passphrase=renewed)
    click.echo(f"Restored to {folder}.")


@campaign.command()
@click.argument("folder", metavar="CAMPAIGN", type=existing_folder)
@secret_options
@click.option(
    "--new-passphrase-file", required=True, type=any_file, help="A file with the new passphrase."
)
def passphrase(
    folder: Path,
    passphrase_file: Path | None,
    recovery_code_file: Path | None,
    new_passphrase_file: Path,
) -> None:
    """Change the passphrase; the recovery code stays."""
    from app.operations.campaign import campaigns

    renewed = read_secret_file(new_passphrase_file)
    campaigns.change_passphrase(folder, secret(passphrase_file, recovery_code_file), renewed)
    click.echo("The passphrase is changed.")


@campaign.command("recovery-code")
@click.argument("folder", metavar="CAMPAIGN", type=existing_folder)
@secret_options
@click.option("--out", type=any_file, help="Write the code there instead.")
@click.option("--dry-run", is_flag=True, help="Only try the passphrase.")
def recovery_code(
    folder: Path,
    passphrase_file: Path | None,
    recovery_code_file: Path | None,
    out: Path | None,
    dry_run: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Make a new recovery code; the old one no longer opens this folder."""
    from app.operations.campaign import campaigns

    key = secret(passphrase_file, recovery_code_file)
    if dry_run:
        campaigns.unlock(folder, key)
        click.echo("The recovery code would be replaced.")
        return
    if out:
        require_new_file(out)
    code = campaigns.new_recovery_code(folder, key)
    if out:
        campaigns.write_recovery_code(out, code)
        click.echo(f"The new recovery code is in {out.name}.")
    else:
        click.echo(code)
