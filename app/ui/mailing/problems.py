"""What stands in the way of post that is prepared, in words."""

from __future__ import annotations

from typing import NamedTuple

from app.documents.page.unprinted import codes
from app.domain.outreach.letter import numbers
from app.messages import tr, trn
from app.operations.outreach.prepared_post import Post
from app.ui.mailing.options import Kind


class Problem(NamedTuple):
    """What stands in the way, and which choices there are for those whom it is about."""

    words: str
    kind: Kind
    leave_out: bool = True
    print: bool = True


def problem_of(post: Post) -> Problem | None:
    """The first thing that stands in the way; None where nothing does."""
    if post.unfit:
        words = tr(
            "The address does not fit on {place}, even in the smallest type, for contact "
            "{numbers}: choose a larger one, shorten the address, or leave them out.",
            place=post.place, numbers=numbers(post.unfit),
        )  # fmt: skip
        return Problem(words, "too-long", print=False)
    if post.unprintable:
        words = tr(
            "No font of the program can print {characters} in the name or address of contact "
            "{numbers}. Write it with other characters, leave them out, or print “\ufffd” in its "
            "place.",
            characters=codes(post.missing), numbers=numbers(post.unprintable),
        )  # fmt: skip
        return Problem(words, "unprintable")
    if not post.problems:
        return None
    first = post.problems[0]
    if len(first.people) == len(post.pieces):
        words = tr(
            "{field} is empty for everybody: what it stands for is not known yet. Choose another "
            "letter, or take it out (Look and edit).",
            field=f"{{{first.name}}}",
        )
        return Problem(words, "empty", leave_out=False, print=False)
    people = trn("{number} contact", "{number:,} contacts", len(first.people))
    words = tr(
        "{field} is empty for {people}: {numbers}. Fill it in, or say what becomes of them.",
        field=f"{{{first.name}}}", people=people, numbers=numbers(first.people),
    )  # fmt: skip
    return Problem(words, "empty")
