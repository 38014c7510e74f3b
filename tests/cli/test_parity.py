"""Each thing the window can do is also one command."""

from __future__ import annotations

import ast
from pathlib import Path

APP = Path(__file__).parent.parent.parent / "app"

IMPORTED_AS = {
    "practice": "demo",
    "timelines": "timeline",
    "chasing": "chase",
    "directory": "postcodes",
    "seats": "members",
}
"""Operations that a command's own name would hide."""

IN_OTHER_COMMANDS = {
    "consents.channels_of": "asked by consent optin and consent optins",
    "consents.checked_evidence": "asked by consent give and consent optin",
    "consents.paper_reference": "asked by consent give and consent optin",
    "consents.topic_words": "how the window says what consent show says",
    "consents.wordings_of": "consent wordings, as a sheet printed them",
    "consent_papers.draw": "the first half of consent export",
    "consent_papers.note_print": "a window's printer: the command line writes files",
    "opt_ins.waiting": "how many consent optins --dry-run would begin with",
    "segment_conditions.checked_condition": "asked by segment add and segment set",
    "segment_conditions.written_condition": "what segment show gives, for the window's rows",
    "segments.query_of": "whom segment count counts, for the window's other thread",
    "reservations.reserve": "the last step of a call sheet or walk list with a caller",
    "campaigns.open_campaign": "every command opens a campaign through it",
    "campaigns.open_with_key": "the window's unlock, once the key is in hand",
    "campaigns.require_campaign": "asked by open_campaign",
    "campaigns.unlock": "the first half of open_campaign",
    "campaigns.note_backup": "the second half of campaign backup",
    "campaigns.write_backup": "the first half of campaign backup",
    "chase.late_sheets": "the sidebar's badge; sheet chase --late lists them",
    "chase.code_runs": "the sheets that a receipt or a message names",
    "contact_doubles.safe_reasons": "why, in what contact duplicates lists",
    "contact_doubles.was_searched": "whether the window looked; contact duplicates always does",
    "contacts.home_of": "whose household contact household shows",
    "contacts.prepared": "how contact add and set tidy what is typed",
    "contacts.risky_words": "what task add, task set and contact log warn of",
    "contacts.shown_name": "how steps and sentences name a contact",
    "contacts.with_family": "the family name that contact add finds",
    "contact_file_words.difference": "said by contact import, line by line",
    "contact_file_words.ways": "the rows of the window's preview; contact list has them later",
    "contact_file_words.shown": "whom a row of the window's preview is about",
    "contact_files.read_or_ask": "contact import, whose sentence names the worksheets",
    "contact_files.save_refused": "contact import --refused, by refused_file and note_refused",
    "contact_rows.filled": "what contact import --update does to a contact",
    "custody.choose": "how every move of sheet … finds its sheets",
    "custody_papers.draw_letters": "the first half of sheet chase --letters",
    "custody_papers.draw_list": "the first half of sheet chase --out",
    "custody_papers.draw_receipt": "the first half of sheet issue --receipt",
    "custody_papers.note_print": "a window's printer: the command line writes files",
    "demo_community.fill": "the practice contacts of demo",
    "duplicates.as_document": "what duplicate find and list print",
    "duplicates.between": "two chosen rows side by side; duplicate find lists what is alike",
    "duplicates.clusters": "said by duplicate find and list",
    "duplicate_verdicts.as_document": "what duplicate list --settled prints",
    "duplicate_verdicts.require_undismissed": "asked by duplicate accept",
    "duplicates.near": "the remark beside a row of Enter; duplicate find finds it as well",
    "households.name_of": "how labels address a household; contact household shows it",
    "holders.known_holder": "who is issued to, kept when new",
    "holders.require_name": "asked by sheet issue and holder set",
    "likeness.against_first": "what duplicate find and contact duplicates share",
    "likeness.find_alike": "the same",
    "likeness.keep_model": "the same",
    "likeness.kept_common": "the same",
    "likeness.kept_model": "the same",
    "likeness.kept_weights": "the same",
    "likeness.told": "the same",
    "sessions.by_number": "--session of sheet issue and sheet return",
    "documents.draw_pack": "the first half of document pack",
    "documents.draw_schedule": "the first half of document schedule",
    "exporting.shown": "said by signature export --plain, when it asks",
    "conditions.describe": "how a marking's condition is said",
    "councils.body": "what document pack says of a council",
    "councils.keep_profile": "council set, with fields in place of a file",
    "councils.profile": "what petition check and document pack say of a council",
    "documents.in_pack": "what document pack is made of",
    "documents.note_print": "a window's printer: the command line writes files",
    "documents.recipient_name": "said by document schedule",
    "documents.pack_facts": "what document pack is made of",
    "documents.write_pack": "the second half of document pack",
    "documents.write_schedule": "the second half of document schedule",
    "tasks.due": "the sidebar's badge and Home; task list --due lists them",
    "tasks.put": "the next step of contact log",
    "label_sheets.is_own": "said by outreach label-sheets",
    "label_sheets.keep_offset": "outreach label-offset",
    "label_sheets.sheet": "--sheet of outreach labels",
    "label_sheets.trial_page": "the first half of outreach labels-test",
    "mailing.note_print": "a window's printer: the command line writes files",
    "mailing.petition_of": "whose organiser sends outreach letters",
    "merging.merge_for": "what outreach letters fills in",
    "outreach.barred": "outreach confirm --dry-run",
    "outreach_record.waiting": "outreach list, what is not confirmed",
    "prepared_post.draw_page": "a page of outreach letters as the window shows it",
    "events.purpose": "what event invite goes by",
    "events.draw_sign_in": "the first half of event sign-in",
    "events.note_sign_in": "the second half of event sign-in",
    "spread.spread": "whom event invite and petition followed tell name",
    "demo_doings.fill": "what the practice campaign begins with",
    "drafts.keep": "what the window keeps before it locks",
    "drafts.take": "what the window gives back when it is unlocked",
    "duplicate_verdicts.known": "asked by duplicate dismiss, accept and reopen",
    "duplicate_verdicts.as_side": "one side of what duplicate find and list give",
    "duplicates.is_due": "when the window looks by itself; duplicate find always does",
    "email_drafts.blind_text": "what outreach drafts --blind-copy writes",
    "email_drafts.file_of": "one file of outreach drafts --each",
    "email_drafts.note_opened": "a window's mail program: the command line writes files",
    "email_drafts.table": "what outreach drafts --merge-csv writes",
    "email_drafts.template": "found by outreach drafts --template",
    "entry.free_rows": "shared by sheet key and signature add",
    "entry.require_open": "shared by sheet key and signature add",
    "entry.require_reason": "shared by sheet key, signature add and signature set",
    "entry.tidy_entry": "shared by sheet key and signature add",
    "outreach.chosen": "whom the options of every list mean",
    "outreach.note": "how every list is recorded",
    "outreach.reach": "the gate that every list passes",
    "outreach.recording": "the step in which every list is made",
    "outreach.require_same": "the gate once more, before a list is written",
    "places.found_places": "what postcodes letters goes by",
    "places.for_pack": "what document pack says of constituencies",
    "places.survey": "postcodes counts, with the dots of the window's map",
    "importing.opened": "the first step of signature import and contact import",
    "importing.read_or_ask": "signature import, whose sentence names the worksheets",
    "import_sources.with_source": "signature import, where no --source is given",
    "importing.save_refused": "signature import --refused, by refused_file and note_refused",
    "importing.origin_words": "said by signature import",
    "importing.prepare_import": "signature import --dry-run",
    "petitions.check_here": "petition check, before the wording is saved",
    "petitions.check_text": "petition check, before the wording is saved",
    "postcodes.info_of": "said by postcodes counts",
    "printing.prepare": "the first half of sheet print",
    "printing.apply": "the second half of sheet print",
    "printing.preview": "the page that sheet print would make, as the window shows it",
    "rounds.keep": "a window's printer: the command line writes files",
    "rounds.draw": "the page that outreach calls and walks would make, as the window shows it",
    "reaching.reach": "the gate that every list passes",
    "reaching.require_same": "the gate once more, before a list is written",
    "result_papers.draw_posters": "the first half of outreach posters",
    "result_papers.without_email": "asked by outreach posters --letters",
    "sampling.drawable": "said by signature sample",
    "scan_outcomes.judged": "what sheet scan says of a sheet",
    "scan_outcomes.known_already": "what sheet scan says of a page that is here",
    "scan_outcomes.outcome_of": "what sheet scan says of a page",
    "scan_pictures.ink_of": "the rows that sheet scan gives",
    "scan_pictures.open_pictures": "the first half of sheet image",
    "scan_pictures.page_picture": "what the window shows of scan tray",
    "scan_pictures.suggest_postcode": "one row of sheet suggest",
    "scanning.book_of": "what sheet scan reads by",
    "scanning.new_intake": "the first step of sheet scan",
    "scanning.pair_fronts": "the last step of sheet scan",
    "scanning.plan": "the first step of sheet scan",
    "scanning.read": "the second step of sheet scan",
    "scanning.take_in": "the third step of sheet scan",
    "senders.group": "whom a call sheet comes from",
    "senders.contact_of": "how the group is reached, on every paper",
    "senders.sender_of": "who stands on outreach letters and envelopes",
    "senders.signed": "who stands on posters and sign-in sheets",
    "senders.require": "asked by outreach drafts",
    "sheets.to_enter": "the sheets of sheet list that are back",
    "views.keep_columns": "the columns of the window's table",
    "views.kept_columns": "the columns of the window's table",
    "validity.rules": "what signature import and signature check go by",
    "signatures.notes_on": "said by signature add and sheet key",
}


def operations() -> set[str]:
    found = set()
    for path in (APP / "operations").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found.add(f"{path.stem}.{node.name}")
    return found


def used_by_commands() -> set[str]:
    used = set()
    for path in (APP / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.add(f"{IMPORTED_AS.get(node.value.id, node.value.id)}.{node.attr}")
    return used


def test_every_operation_has_its_command() -> None:
    assert operations() - used_by_commands() - set(IN_OTHER_COMMANDS) == set()


def test_the_list_of_exceptions_names_only_what_there_is() -> None:
    assert set(IN_OTHER_COMMANDS) <= operations()
