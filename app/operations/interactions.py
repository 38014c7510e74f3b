"""What happened with a contact: logged with its outcome."""

from __future__ import annotations

from app.domain.doings import INTERACTIONS, Interaction
from app.messages import tr
from app.operations.contacts import shown_name
from app.store.store import Store


def log(store: Store, interaction: Interaction) -> str:
    """Keeps what happened with a contact and gives its id."""
    contact = store.contacts.of_ids([interaction.contact])[interaction.contact]
    label = tr("Log: {kind}, {name}", kind=INTERACTIONS[interaction.kind], name=shown_name(contact))
    with store.step(label):
        return store.interactions.add([interaction])[0]
