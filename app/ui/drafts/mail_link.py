"""A message as a link that opens the mail program with it."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from app.domain.outreach.message import Message

LONGEST = 1_900
"""Characters that every system hands over to a mail program."""


def link_of(message: Message) -> str:
    """A message as a link for the mail program; empty where systems would cut it."""
    parts = (message.subject, message.text.replace("\n", "\r\n"))
    subject, body = (QUrl.toPercentEncoding(one).toStdString() for one in parts)
    address = QUrl.toPercentEncoding(message.address, b"@").toStdString()
    link = f"mailto:{address}?subject={subject}&body={body}"
    return link if len(link) <= LONGEST else ""
