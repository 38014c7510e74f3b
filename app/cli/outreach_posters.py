"""`outreach …`: what became of a petition, for signers without email."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import any_file, emit, force_option, json_option, now, with_campaign
from app.cli.outreach_mailing import make_post

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.outreach.result_papers import Languages


@click.command()
@with_campaign
@click.argument("petition")
@click.option("--out", type=any_file, help="The PDF; not needed with --letters --dry-run.")
@click.option("--language", type=click.Choice(["en", "ko", "both"]), default="both",
              show_default=True, help="Of the posters; letters go in each one’s own.")  # fmt: skip
@click.option("--venue", "venues", multiple=True, help="A page for each; may be repeated.")
@click.option("--letters", is_flag=True,
              help="Letters instead, to those who agreed to post and have no email.")  # fmt: skip
@click.option("--with-at-risk", is_flag=True, help="With --letters: also people at risk.")
@click.option("--dry-run", is_flag=True, help="With --letters: say for whom; write nothing.")
@json_option
@force_option
def posters(campaign: Campaign, petition: str, **options: Any) -> None:
    """Posters with the result, for venues; or letters with it by post."""
    from app.domain.outreach.outreach import Audience
    from app.operations.community import consents
    from app.operations.outreach import result_papers

    out: Path | None = options["out"]
    if options["letters"]:
        topic = consents.topic(campaign.store, "post", "news", petition)
        audience = Audience(topic, with_at_risk=options["with_at_risk"], today=now().date())
        language = "" if options["language"] == "both" else options["language"]
        made = result_papers.prepare_letters(
            campaign.store, petition, audience, language=language, now=now()
        )
        make_post(campaign, made, options)
        return
    if out is None:
        raise click.UsageError("Say where the posters go: --out FILE.")
    pages = result_papers.write_posters(
        campaign.store,
        petition,
        out,
        language=cast("Languages", options["language"]),
        venues=options["venues"],
        force=options["force"],
        today=now().date(),
    )
    emit(options["as_json"], {"out": str(out), "pages": pages}, f"{out}: {pages} pages")


COMMANDS = (posters,)
