"""Letters, labels and envelopes: for whom, every page as it prints, and whether they went out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.outreach.outreach import OUTREACH
from app.domain.outreach.post import Order
from app.errors import AppError
from app.messages import tr
from app.operations.outreach import mailing, outreach, prepared_post
from app.operations.outreach.prepared_post import Post
from app.progress import Progress
from app.store.community.contact_query import ContactQuery
from app.store.store import Store
from app.ui import printer
from app.ui.mailing.following import Following
from app.ui.mailing.options import EnvelopeOptions, LabelOptions, LetterOptions
from app.ui.mailing.preview import PostPreview
from app.ui.mailing.problems import Problem, problem_of
from app.ui.mailing.sent_strip import SentStrip
from app.ui.mailing.sheets_dialog import SheetsDialog
from app.ui.session import Session
from app.ui.widgets.asking import tried
from app.ui.widgets.audience import AudiencePanel
from app.ui.widgets.basics import Card, Empty, Segments, across, button, down, label
from app.ui.widgets.page import Page
from app.ui.widgets.telling import tell
from app.ui.widgets.template_dialog import TemplateDialog
from app.ui.widgets.went_out import confirm

KINDS = (
    ("letters", tr("Letters")),
    ("labels", tr("Labels")),
    ("envelopes", tr("Envelopes")),
)
ORDERS = (("postcode", tr("By postcode")), ("name", tr("By name")))
MANY = 500
"""From so many contacts on the post is prepared on another thread."""

_RECORDING = tr("Recording whom it is for…")

_BAR = 22
"""Pixels beside the choices for their scroll bar."""

_PAUSE = 200
"""Milliseconds after the last key until the pages are drawn anew."""


class MailingPage(Page):
    """Makes post for those who agreed to it."""

    TITLE = tr("Letters and labels")
    BEHIND = "outreach"
    TABLES = Page.TABLES | {
        "contact", "consent_now", "household", "segment", "segment_member", "reservation",
        "outreach", "letter_template",
    }  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.post: Post | None = None
        self.follows, self._many, self._asked, self._kind = 0, False, 0, ""
        self.strip = SentStrip()
        self.kinds = Segments(KINDS, tr("What is made"))
        self.following, self.audience = Following(), AudiencePanel(session, "post")
        self.orders = Segments(ORDERS, tr("Order"))
        self.letters, self.labels = LetterOptions(session), LabelOptions(session)
        self.envelopes = EnvelopeOptions()
        self.options = {
            "letters": self.letters, "labels": self.labels, "envelopes": self.envelopes,
        }  # fmt: skip
        self.preview = PostPreview()
        self.problem = label("", wrap=True)
        self.save = button(tr("Save as PDF…"), "save", on_click=self._choose_file)
        self.print = button(tr("Print at 100 %"), "printer", kind="primary", on_click=self._print)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)  # Qt's shape
        self._pause.setInterval(_PAUSE)
        self.empty = Empty(
            "mail",
            (
                tr("Here letters, labels and envelopes are made for people who agreed to post."),
                tr("Add a contact, or bring an address book in, to begin."),
            ),
            button(tr("Go to contacts"), "users", kind="primary",
                   on_click=lambda: self.go.emit("contacts")),
        )  # fmt: skip
        self._build()
        self._connect()
        self.holds = (self.kinds, self.letters)

    def _build(self) -> None:
        self.both = QWidget()
        right = self._built_right()
        columns = across(self._built_left(), right, spacing=16)
        columns.setStretchFactor(right, 1)
        self.both.setLayout(columns)
        self.body.setSpacing(12)
        self.body.addWidget(self.strip)
        self.buttons.addWidget(self.kinds)
        self.body.addWidget(self.both, 1)
        self.body.addWidget(self.empty, 1)
        self.setTabOrder(self.leave_out, self.all_the_same)
        self.setTabOrder(self.all_the_same, self.preview.before)

    def _built_left(self) -> QWidget:
        """For whom, and how."""
        who, what = Card(tr("For whom")), Card(tr("How"))
        self._order_heading = label(tr("Order, the same for all three"), "strong")
        who.body.addWidget(self.following)
        who.body.addWidget(self.audience)
        who.body.addLayout(down(self._order_heading, across(self.orders, None), spacing=3))
        for one in self.options.values():
            what.body.addWidget(one)
        inner = QWidget()
        inner.setObjectName("page")
        column = down(who, what, None, spacing=16)
        column.setContentsMargins(0, 0, 8, 0)
        inner.setLayout(column)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        self.area.setFixedWidth(inner.minimumSizeHint().width() + _BAR)
        return self.area

    def _built_right(self) -> QVBoxLayout:
        """What stands in the way, every page, and the two ways on."""
        self.problems = QFrame()
        self.problems.setProperty("role", "warnbox")
        self.leave_out = button(tr("Leave them out"), on_click=lambda: self._answer("leave-out"))
        self.all_the_same = button(tr("Print all the same"), on_click=lambda: self._answer("print"))
        inside = down(self.problem, across(self.leave_out, self.all_the_same, None))
        inside.setContentsMargins(12, 8, 12, 8)
        self.problems.setLayout(inside)
        self.said = label("", "muted", wrap=True)
        foot = across(None, self.save, self.print)
        right = down(self.problems, self.preview, self.said, foot, spacing=12)
        right.setStretchFactor(self.preview, 1)
        return right

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _: self.show_kind(self.kinds.choice))
        self.orders.chosen.connect(lambda _: self._later())
        self.audience.changed.connect(self._later)
        self.following.chosen.connect(self.follow)
        self.following.changed.connect(self._later)
        for one in self.options.values():
            one.changed.connect(self._later)
        self.letters.edit_wanted.connect(self._edit)
        self.labels.sheets_wanted.connect(self._sheets)
        self.strip.confirmed.connect(self._confirm)
        self.strip.labels_wanted.connect(lambda number: self.follow(number, "labels"))
        self.strip.envelopes_wanted.connect(lambda number: self.follow(number, "envelopes"))
        self._pause.timeout.connect(self.look)

    def reload(self) -> None:
        store = self.session.store
        number = store.contacts.count(ContactQuery())
        known, self._many = number > 0, number > MANY
        self.both.setVisible(known)
        self.kinds.setVisible(known)
        self.empty.setVisible(not known)
        self.strip.reload(store)
        self.following.reload(store)
        if known:
            self.letters.reload()
            self.labels.reload()
            self.audience.reload()
            if self.following.lists(self.follows):
                self.show_kind(self.kinds.choice)
            else:  # they were taken back: they are what is made next
                self.follow(0, "letters")

    def show_kind(self, kind: str) -> None:
        """Shows the choices of letters, labels or envelopes."""
        self.kinds.choose(kind)
        if kind != self._kind:
            self._ask_anew()
        self._kind = kind
        if kind == "letters":
            self.follows = 0
        for key, one in self.options.items():
            one.setVisible(key == kind)
        self.audience.setVisible(not self.follows)
        self.following.show_letters(self.follows, offered=kind != "letters")
        self._order_heading.setVisible(not self.follows)
        self.orders.setVisible(not self.follows)
        self.look()

    def follow(self, number: int, kind: str = "") -> None:
        """Makes labels or envelopes for letters made before; 0 ends that."""
        self.follows = number
        self.show_kind(kind or self.kinds.choice)

    def _ask_anew(self) -> None:
        """People at risk are left out of the next document until they are asked for again."""
        self.audience.at_risk.ask_anew()
        self.following.at_risk.ask_anew()

    def take_people(self, contacts: tuple[str, ...]) -> None:
        self.follows = 0
        self.audience.show_contacts(contacts, self.errand.purpose)
        if self.errand.template:
            self.letters.choose(self.errand.template, self.errand.values)
        self.show_kind(self.errand.kind or self.kinds.choice)

    def _later(self) -> None:
        """Draws anew in a moment; what was chosen before is not to be printed meanwhile."""
        self._asked += 1
        self._allow(ready=False)
        self._pause.start()

    def _allow(self, *, ready: bool) -> None:
        self.save.setEnabled(ready)
        self.print.setEnabled(ready)

    def _preparing(self) -> Callable[[Store], Post]:
        """What prepares the post that is chosen now."""
        order, now, kind = (
            cast("Order", self.orders.choice),
            self.session.clock(),
            self.kinds.choice,
        )
        audience = self.following.audience(self.session) if self.follows else self.audience.audience
        if kind == "letters":
            letters = self.letters.wanted(order)
            return lambda store: mailing.prepare_letters(store, audience, letters, now=now)
        if kind == "labels":
            labels = self.labels.wanted(order, self.follows)
            return lambda store: mailing.prepare_labels(store, audience, labels)
        envelopes = self.envelopes.wanted(order, self.follows)
        return lambda store: mailing.prepare_envelopes(store, audience, envelopes)

    def look(self) -> None:
        """Prepares what is chosen, and shows its first page or what stands in the way."""
        self._pause.stop()
        try:
            prepare = self._preparing()
        except AppError as refusal:
            self._show(refusal)
            return
        if not self._many:
            self._show(tried(prepare, self.session.store))
            return
        self._forget()
        if self.audience.asking and not self.follows:
            return  # it says when it is answered
        if self.session.jobs.running:
            self._pause.start()
        else:
            asked, words = self._asked, tr("Preparing the post")
            self.session.start(
                words,
                lambda store, _: tried(prepare, store),
                lambda found: self._show(found) if asked == self._asked else None,
                draws=False,
            )

    def _forget(self) -> None:
        """What was prepared for an earlier choice is neither written nor spoken of any more."""
        self.post = None
        self._asked += 1
        self._allow(ready=False)
        self._say(None)
        self.said.setText(tr("Preparing the post…"))

    def _show(self, looked: Post | AppError) -> None:
        """Shows what was prepared, or why nothing can be."""
        if isinstance(looked, AppError):
            self.post = None
            self._say(Problem(str(looked), "empty", leave_out=False, print=False))
        else:
            self.post = looked
            self._say(problem_of(looked))
        fits = self.post is not None and not self.post.unfit
        self._allow(ready=self.post is not None and self.post.ready)
        shown = self.post if fits and not self.session.names_hidden else None
        hidden = tr("Names are hidden: F9 shows them.") if self.session.names_hidden else ""
        self.preview.show_post(shown, hidden)
        parts = [prepared_post.summary(self.post), *prepared_post.remarks(self.post)] if (
            self.post
        ) else []  # fmt: skip
        if self.post and self.post.follows and self.post.reached.left_out:
            left = outreach.left_out_words(self.post.reached)
            parts.append(tr("Left out: {left}.", left=left))
        if self.post and self.post.reached.offices:
            parts.append(f"{outreach.office_words(self.post.reached)}.")
        self.said.setText(" ".join(parts))

    def _say(self, problem: Problem | None) -> None:
        words = problem.words if problem else ""
        if self.isVisible() and words != self.problem.text():
            tell(self, words)
        self.problem.setText(words)
        self.problems.setVisible(problem is not None)
        self.leave_out.setVisible(problem is not None and problem.leave_out)
        self.all_the_same.setVisible(problem is not None and problem.print)

    def _answer(self, what: Literal["leave-out", "print"]) -> None:
        """Says of those who stand in the way what becomes of them."""
        if self.post and (problem := problem_of(self.post)):
            self.options[self.kinds.choice].say(problem.kind, what)
        self.look()

    def _edit(self, name: str) -> None:
        dialog = TemplateDialog(self.session, "letter", name, self)
        dialog.exec()
        if dialog.kept:
            self.letters.choose(dialog.kept)

    def _sheets(self) -> None:
        dialog = SheetsDialog(self.session, self.labels.sheets.currentData(), self)
        dialog.exec()
        self.labels.reload()
        self.labels.choose(dialog.kept)

    def _current(self) -> Post | None:
        """The post as it is chosen now: what waits to be drawn anew is not made as it was."""
        if self._pause.isActive():
            self.look()
        return self.post

    def _choose_file(self) -> None:
        post = self._current()
        if post is None:
            return
        name = f"{post.kind}-{self.session.clock():%Y-%m-%d}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save as PDF"), name, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Draws all pages with progress, writes them and records them."""
        post = self.post
        if post is None:
            return

        def write(pdf: bytes) -> None:
            store, now = self.session.store, self.session.clock()
            written = self.session.run(
                lambda: (mailing.write(store, post, pdf, out, force=True, now=now),),
                tr("Saved to {name}", name=out.name),
                busy=_RECORDING,
            )
            if written is not None:
                self._ask_anew()

        self._draw(post, write)

    def _print(self) -> None:
        post = self._current()
        if post is None:
            return

        def send(pdf: bytes) -> None:
            device = printer.choose(self, pdf)
            if device is None:
                return
            store, now = self.session.store, self.session.clock()
            noted = self.session.run(
                lambda: (mailing.note_print(store, post, now=now),), busy=_RECORDING
            )
            if noted is not None:
                printer.send(self.session, pdf, device)
                self._ask_anew()

        self._draw(post, send)

    def _draw(self, post: Post, then: Callable[[bytes], None]) -> None:
        def work(_: Store, progress: Progress) -> bytes:
            return prepared_post.draw(post, progress)

        self.session.start(OUTREACH[post.kind], work, then)

    def _confirm(self, number: int) -> None:
        confirm(self, self.session, number)

    def leave(self) -> None:
        self._pause.stop()
        self.audience.asker.end()
        self.preview.drawer.stop()


make = MailingPage
