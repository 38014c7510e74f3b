"""What stands in the way of post that is prepared, in words."""

from __future__ import annotations

from app.domain.outreach.letter import numbers
from app.messages import tr, trn
from app.operations.outreach.prepared_post import Post


def problem_of(post: Post) -> tuple[str, bool]:
    """What stands in the way, empty where nothing does; and whether some could be left out."""
    if post.unfit:
        words = tr(
            "The address does not fit on {place}, even in the smallest type, for contact "
            "{numbers}: choose a larger one, shorten the address, or leave them out.",
            place=post.place, numbers=numbers(post.unfit),
        )  # fmt: skip
        return words, True
    if not post.problems:
        return "", False
    first = post.problems[0]
    if len(first.people) == len(post.pieces):
        words = tr(
            "{field} is empty for everybody: what it stands for is not known yet. Choose another "
            "letter, or take it out (Look and edit).",
            field=f"{{{first.name}}}",
        )
        return words, False
    people = trn("{number} contact", "{number:,} contacts", len(first.people))
    words = tr(
        "{field} is empty for {people}: {numbers}. Fill it in, or say what becomes of them.",
        field=f"{{{first.name}}}", people=people, numbers=numbers(first.people),
    )  # fmt: skip
    return words, True
