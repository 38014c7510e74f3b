"""The whole job through the real window, as through the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.operations.campaign import campaigns
from app.store.keys import RecoveryCode
from tests.campaigns import NOW, PASSPHRASE, recovery_code
from tests.documents.pdfs import words


def fill(page: Any, **texts: str) -> None:
    for key, text in texts.items():
        page.form.fields[key.replace("ko_", "translation.")].set_text(text)


def write_petition(window: Any) -> Any:
    window.show_page("petition")
    page = window.page("petition")
    page.begin()
    fill(
        page,
        ref="asylum",
        title="Asylum for refugees",
        petitioners="residents of New Malden",
        declares="people who escape face prison if they are sent back",
        requests="to decide each claim on that person’s own need for protection",
        area="KT3",
        organiser="New Malden Neighbours",
        organiser_address="7 Teasel Avenue, NEW MALDEN, KT3 8QD",
        closes="18/12/2026",
        target="100",
        ko_declares="북한을 탈출한 사람들",
        ko_requests="보호해 주십시오",
        ko_petitioners="뉴몰든 주민들",
        ko_title="난민 보호",
    )
    page.save()
    assert page.banner.text == ""
    return page


def print_sheets(window: Any, qtbot: Any, out: Path, number: int = 3) -> list[str]:
    window.show_page("sheets")
    page = window.page("sheets")
    page.bar.number.setValue(number)
    with qtbot.waitSignal(window.session.said, timeout=20_000):
        page.print_to(out)
    return [one.code for one in window.session.store.sheets.of_petition(window.session.petition.id)]


def key_row(window: Any, qtbot: Any, name: str, postcode: str = "KT3 8QD") -> None:
    form = window.page("enter").form
    for key, text in (("name", name), ("address", "1 Teasel Avenue"), ("postcode", postcode)):
        form.fields[key].editor.setFocus()
        form.fields[key].editor.clear()
        qtbot.keyClicks(form.fields[key].editor, text)
    form.fields["signed_on"].set_text("21/11")
    qtbot.keyClick(form.fields["signed_on"].editor, Qt.Key.Key_Return)


def back_up_and_check(window: Any, qtbot: Any, out: Path) -> None:
    window.show_page("safety")
    safety = window.page("safety")
    safety.back_up_to(out)
    qtbot.waitUntil(lambda: bool(window.session.last_backup), timeout=20_000)
    safety.check()
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=20_000)
    assert safety._results.count() == 11


def write_poster_and_help(window: Any, folder: Path, qtbot: Any) -> None:
    from PySide6.QtWidgets import QFileDialog

    from app.ui.hand_in.poster import PosterDialog

    out = folder / "saved.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
        patch.setattr(PosterDialog, "exec", lambda dialog: dialog.save())
        window.page("hand_in").write_poster()
        assert "valid signatures" in words(out.read_bytes())
        window.show_page("petition")
        window.page("petition").save_help()
        assert "valid signatures" not in words(out.read_bytes())
        window.show_page("hand_in")


def test_from_wording_to_hand_in(window: Any, qtbot: Any, tmp_path: Path) -> None:
    write_petition(window)
    codes = print_sheets(window, qtbot, tmp_path / "sheets.pdf")
    assert (tmp_path / "sheets.pdf").read_bytes().startswith(b"%PDF")
    window.find_anything(codes[0])
    assert window.shown == "enter"
    key_row(window, qtbot, "Alan Ellery")
    key_row(window, qtbot, "Beth Ellery", "SW1A 1AA")
    enter, store = window.page("enter"), window.session.store
    assert enter.form.row == 3
    enter.open_sheet(codes[1])
    enter.way.choose("count")
    enter.counting.in_form.setValue(7)
    enter.counting.invalid["altered"].setValue(1)
    enter.save_count()
    record = window.session.petition
    counts = store.sheets.counts(record.id)
    assert (counts.valid, counts.invalid, counts.raw) == (9, {"altered": 1}, 10)

    window.show_page("signatures")
    table = window.page("signatures")
    table.table.selectRow(0)
    table.mark("invalid", "out-of-area")
    assert store.sheets.counts(record.id).valid == 8
    window.session.undo()
    assert store.sheets.counts(record.id).valid == 9

    window.show_page("hand_in")
    window.page("hand_in").write_pack_to(tmp_path / "pack")
    qtbot.waitUntil(lambda: len(list((tmp_path / "pack").glob("*.pdf"))) == 12, timeout=20_000)
    write_poster_and_help(window, tmp_path, qtbot)
    window.page("hand_in").write_schedule_to(tmp_path / "own.pdf")
    qtbot.waitUntil(lambda: bool(store.exports.of_petition(record.id)), timeout=20_000)
    assert store.exports.of_petition(record.id)[0].document == "own-list"

    back_up_and_check(window, qtbot, tmp_path / "campaign.backup")
    digest = campaigns.info(window.session.campaign).digest
    window.close()
    code = RecoveryCode(recovery_code())
    campaigns.restore(tmp_path / "campaign.backup", tmp_path / "elsewhere", code)
    with campaigns.open_campaign(tmp_path / "elsewhere", code, now=NOW) as restored:
        assert campaigns.info(restored).digest == digest


def test_what_is_refused_is_said_and_nothing_is_written(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    write_petition(window)
    [code] = print_sheets(window, qtbot, tmp_path / "sheets.pdf", 1)
    enter = window.page("enter")
    window.show_page("enter")
    enter.open_sheet("XXXX")
    assert "not a sheet code" in enter.banner.text
    enter.open_sheet(code)
    assert enter.banner.text == ""
    enter.form.fields["name"].set_text("Tom Pettifer")
    enter.form.fields["signed_on"].set_text("41/11")
    enter.keying.next_row()
    assert enter.form.row == 1
    enter.form.fields["signed_on"].set_text("1/1/2030")
    enter.keying.next_row()
    assert "has not come" in enter.banner.text
    assert window.session.store.sheets.counts(window.session.petition.id).raw == 0


def test_findings_are_live_and_stop_printing(window: Any, qtbot: Any) -> None:
    page = write_petition(window)
    assert page.print_button.isEnabled()
    with qtbot.waitSignal(page.form.edited):
        page.form.fields["requests"].set_text("the House of Common urges the Government to act")
    qtbot.waitUntil(lambda: not page.print_button.isEnabled(), timeout=5000)
    page.form.fields["requests"].set_text("")
    page.save()
    assert page.banner.text


def test_undo_and_redo_go_by_name(window: Any) -> None:
    write_petition(window)
    assert window._undo.text() == "Undo: Add petition “asylum”"
    window.session.undo()
    assert window.session.store.petitions.all() == []
    window.session.redo()
    assert [one.ref for one in window.session.store.petitions.all()] == ["asylum"]


def test_hidden_names_are_not_in_the_table(window: Any, qtbot: Any, tmp_path: Path) -> None:
    write_petition(window)
    codes = print_sheets(window, qtbot, tmp_path / "sheets.pdf")
    window.find_anything(codes[0])
    key_row(window, qtbot, "Alan Ellery")
    window.show_page("signatures")
    model = window.page("signatures").model
    assert model.text(0, "name") == "Alan Ellery"
    window._toggle_names()
    assert model.text(0, "name") == "Hidden"


@pytest.mark.parametrize("by", ["passphrase", "recovery code"])
def test_unlocking(life: Any, tmp_path: Path, by: str) -> None:
    from tests.campaigns import copy_campaign

    life.begin(copy_campaign(tmp_path / "campaign"))
    welcome = life.window
    assert "Template" not in welcome.windowTitle()
    welcome.secret.set_text("not the passphrase")
    welcome.unlock()
    assert life.window is welcome
    if by == "recovery code":
        welcome._swap()
    welcome.secret.set_text(PASSPHRASE if by == "passphrase" else recovery_code())
    welcome.unlock()
    assert life.window.windowTitle() == "Template – Roundrobin"


def test_locking_keeps_the_half_typed_row_and_ends_the_process(
    window: Any, qtbot: Any, life: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.campaigns import data_key

    write_petition(window)
    [code] = print_sheets(window, qtbot, tmp_path / "sheets.pdf", 1)
    window.find_anything(code)
    window.page("enter").form.fields["name"].set_text("Half Ty")
    started: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _, program: started.append(program))
    window.lock()
    assert started[0][-1] == str(tmp_path / "campaign")
    life.open(tmp_path / "campaign", data_key())
    assert life.window is not window
    life.window.show_page("enter")
    assert life.window.page("enter").form.fields["name"].text == "Half Ty"
    started.clear()
    life.window._idled()
    assert len(started) == 1


def test_a_long_job_can_be_cancelled_and_leaves_nothing(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    write_petition(window)
    page = window.page("sheets")
    page.bar.number.setValue(4000)
    window.session.jobs.progressed.connect(lambda *_: window.session.jobs.cancel())
    with qtbot.waitSignal(window.session.jobs.ended, timeout=20_000):
        page.print_to(tmp_path / "many.pdf")
    assert not (tmp_path / "many.pdf").exists()
    assert window.session.store.sheets.codes() == set()


def test_shortcuts_are_given_once(window: Any) -> None:
    from PySide6.QtGui import QAction

    given = [action.shortcut().toString() for action in window.findChildren(QAction)]
    used = [shortcut for shortcut in given if shortcut]
    assert len(used) == len(set(used))
    buttons = window.status.findChildren(QAbstractButton)
    assert all(one.text() or one.isHidden() for one in buttons), "nothing can be undone yet"


def test_a_petition_has_translations_into_several_languages(window: Any, qtbot: Any) -> None:
    write_petition(window)
    form = window.page("petition").form
    for language, title in (("ta", "புகலிடம்"), ("ko", "북한 난민")):
        form.language.setCurrentIndex(form.language.findData(language))
        form.fields["translation.title"].set_text(title)
    form.language.setCurrentIndex(form.language.findData("ta"))
    assert form.fields["translation.title"].text == "புகலிடம்"
    window.page("petition").save()
    kept = window.session.petition.wording.translations
    assert {language: one.title for language, one in kept.items()} == {
        "ta": "புகலிடம்",
        "ko": "북한 난민",
    }


def test_a_councils_rules_are_confirmed_in_the_window(window: Any) -> None:
    from app.operations.petition import councils
    from app.ui.petition.council import CouncilDialog

    session = window.session
    dialog = CouncilDialog(window, session, "Kingston Council")
    dialog.fields["thresholds"].set_text("1,200 debated")
    dialog.keep()
    before = councils.profile(session.store, "Kingston Council")
    assert before is not None
    assert before.thresholds[0].number == 20, "what is wrong is not kept"
    dialog.fields["thresholds"].set_text("25: considered\n1,200: debated by the council")
    dialog.fields["unconfirmed"].set_text("")
    dialog.keep()
    kept = councils.profile(session.store, "Kingston Council")
    assert kept is not None
    assert [one.number for one in kept.thresholds] == [25, 1200]
    assert kept.unconfirmed == ()
    assert kept.sources == before.sources
    session.undo()
    assert councils.profile(session.store, "Kingston Council") == before
