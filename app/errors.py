"""What the user is told when something cannot be done: one sentence, nothing written.

Anything that is not an AppError is a defect. A template is a literal, so that a
translation can be looked up by it; the values are put in afterwards.
"""

from __future__ import annotations


class AppError(Exception):
    """One sentence that says what, where and the mend; `values` fill the template.

    `lacks` is the key of what somebody may say or look at to go on. The sentence names no option
    and no command, for it is read in the window too: `app.cli.refusals` adds them.
    """

    def __init__(self, template: str, *, lacks: str = "", **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.lacks = lacks
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.template, self.lacks, self.values))

    def __str__(self) -> str:
        return self.template.format(**self.values)


def _again(kind: type[AppError], template: str, lacks: str, values: dict[str, object]) -> AppError:
    """The same refusal, come from another process."""
    return kind(template, lacks=lacks, **values)


class NotFoundError(AppError):
    """Something named by the user does not exist in the campaign."""


class WrongPassphraseError(AppError):
    """The key file is whole, but the passphrase or recovery code does not open it."""


class DamagedKeysError(AppError):
    """The key file and its copy are damaged; no passphrase was tried."""


class DamagedDatabaseError(AppError):
    """The key is right, but the database cannot be read."""


class CampaignBusyError(AppError):
    """Another process has the campaign open."""


class NewerCampaignError(AppError):
    """A later version of the program made this campaign."""
