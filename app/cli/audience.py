"""The options by which every list says whom it is meant for, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from app.cli.common import now
from app.domain.community.consent import PURPOSES, Channel, Purpose
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.outreach.reaching import Reached
    from app.operations.campaign.campaigns import Campaign

R = TypeVar("R")


def for_audience(
    channel: Channel, *, instead: str = "", with_topic: bool = True
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Gives a command, after the campaign, the audience that its options name.

    `instead` is an option of the command that says by itself whom it is for; without a topic the
    command knows what it is about.
    """

    def dress(command: Callable[..., R]) -> Callable[..., R]:
        @click.option("--segment", default="", help="A saved search or list; see: segment list.")
        @click.option("--contact", "contacts", multiple=True, metavar="NUMBER",
                      help="A contact by number; may be repeated.")  # fmt: skip
        @click.option("--everyone", is_flag=True, help="Every contact.")
        @click.option("--with-at-risk", is_flag=True,
                      help="Also people at risk, whose names are left out otherwise.")  # fmt: skip
        @wraps(command)
        def asked(
            campaign: Campaign,
            segment: str,
            contacts: tuple[str, ...],
            everyone: bool,  # noqa: FBT001  # click's shape
            with_at_risk: bool,  # noqa: FBT001  # the same
            purpose: str = "campaigns",
            ref: str = "",
            **rest: Any,  # the command's own options
        ) -> R:
            from app.domain.community.consent import Topic
            from app.domain.outreach.outreach import Audience
            from app.operations.community import consents
            from app.operations.community.contacts import get

            named = bool(segment) + bool(contacts) + everyone
            if instead and rest[instead] and not named:
                topic = Topic(channel, cast("Purpose", purpose))
                return command(campaign, Audience(topic, with_at_risk=with_at_risk,
                                                  today=now().date()), **rest)  # fmt: skip
            if instead and (named > 1 or not named or rest[instead]):
                raise AppError(
                    "Say whom, in one way: --segment NAME, --contact NUMBER, --everyone, or --for "
                    "NUMBER."
                )
            if named != 1:
                raise AppError(
                    "Say whom, in one way: --segment NAME, --contact NUMBER, or --everyone."
                )
            found = Audience(
                consents.topic(campaign.store, channel, purpose, ref),
                segment,
                tuple(get(campaign.store, one).id for one in contacts),
                with_at_risk,
                today=now().date(),
                petition=campaign.store.petitions.get(ref).id if ref else "",
            )
            return command(campaign, found, **rest)

        return _topic_options(asked) if with_topic else asked

    return dress


def _topic_options(command: Callable[..., R]) -> Callable[..., R]:
    petition = click.option("--petition", "ref", default="", help="Whose news; its ref.")
    purpose = click.option("--purpose", type=click.Choice(list(PURPOSES)), default="news",
                           show_default=True, help="What they agreed to hear about.")  # fmt: skip
    return purpose(petition(command))


def say_left_out(reached: Reached) -> None:
    """Says on stderr who was left out and why, and who is reached without having agreed."""
    from app.operations.outreach import outreach

    if reached.left_out:
        click.echo(f"Left out: {outreach.left_out_words(reached)}.", err=True)
    if reached.offices:
        click.echo(f"{outreach.office_words(reached)}.", err=True)


def left_out_document(reached: Reached) -> list[dict[str, Any]]:
    """Who was left out, by number, with the stable keys of the command line."""
    return [{"contact": one.contact.number, "reason": one.reason} for one in reached.left_out]
