"""A message as a link that opens the mail program with it."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from app.domain.outreach.message import Message
from app.errors import AppError

LONGEST = 1_900
"""Characters that every system hands over to a mail program."""


def link_of(message: Message) -> str:
    """A message as a link for the mail program; AppError where systems would cut it."""
    parts = (message.subject, message.text.replace("\n", "\r\n"))
    subject, body = (QUrl.toPercentEncoding(one).toStdString() for one in parts)
    address = QUrl.toPercentEncoding(message.address, b"@").toStdString()
    link = f"mailto:{address}?subject={subject}&body={body}"
    if len(link) > LONGEST:
        raise AppError(
            "This message is too long to be handed over like this: save it as a draft, and open "
            "the file."
        )
    return link
