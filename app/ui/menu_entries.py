"""The window's pages, and what its menus hold: words, keys, and the page's method they call."""

from __future__ import annotations

from app.messages import tr

Entry = tuple[str, str, str, tuple[str, ...]]
"""Words, keys, the page's method and its arguments; one of a part is “part.method”."""

PAGES = (
    ("home", tr("Home"), "house"),
    ("petition", tr("Petition"), "file-text"),
    ("sheets", tr("Sheets"), "layers"),
    ("enter", tr("Enter"), "keyboard"),
    ("signatures", tr("Signatures"), "list-checks"),
    ("contacts", tr("Contacts"), "users"),
    ("outreach", tr("Outreach"), "calendar-check"),
    ("hand_in", tr("Hand-in"), "landmark"),
    ("safety", tr("Safety"), "shield-check"),
)
"""Each page is a folder of app/ui with a page.py; its file is read when it is first shown."""

PARTS = (
    ("importing", tr("Bring in a file"), "Ctrl+Shift+O", "signatures"),
    ("duplicates", tr("Duplicates"), "Ctrl+Shift+D", "signatures"),
    ("samples", tr("Validity sample"), "Ctrl+Shift+A", "signatures"),
    ("places", tr("Where they come from"), "Ctrl+Shift+M", "signatures"),
    ("contact_files", tr("Bring in contacts"), "Ctrl+O", "contacts"),
    ("contact_doubles", tr("Contacts kept twice"), "", "contacts"),
    ("segments", tr("Segments"), "Ctrl+Shift+G", "contacts"),
    ("tasks", tr("Tasks"), "Alt+T", "outreach"),
    ("events", tr("Events"), "Ctrl+Y", "outreach"),
    ("mailing", tr("Letters and labels"), "", "outreach"),
    ("rounds", tr("Call sheets and walk lists"), "Alt+K", "outreach"),
    ("drafts", tr("Emails and texts"), "Alt+D", "outreach"),
)
"""Pages behind another: not in the sidebar, which goes on marking that one."""

BEHIND = {key: behind for key, _, _, behind in PARTS}

SHEETS = (
    (tr("Print sheets…"), "Ctrl+P", "print_sheets"),
    (tr("Issue…"), "Ctrl+I", "issue"),
    (tr("Return…"), "Ctrl+Shift+I", "return_sheets"),
    (tr("Lost…"), "Ctrl+Shift+L", "lose"),
    (tr("Bring in scans…"), "Ctrl+Shift+B", "bring_in_scans"),
    (tr("Scanned pages…"), "Ctrl+Shift+T", "show_tray"),
    (tr("Sessions and yield…"), "Ctrl+Shift+Y", "show_sessions"),
    (tr("Chase list"), "Ctrl+Shift+C", "show_chase"),
    (tr("Print the chase list…"), "", "print_list"),
    (tr("Write to collectors…"), "Ctrl+Shift+W", "write"),
)

SIGNATURES: tuple[Entry, ...] = (
    (tr("Find in the table"), "Ctrl+F", "begin_search", ()),
    (tr("Mark valid"), "Ctrl+Shift+V", "mark", ("valid",)),
    (tr("Mark similar"), "Ctrl+Shift+S", "mark", ("similar",)),
    (tr("Mark invalid…"), "Ctrl+Shift+X", "mark_invalid", ()),
    (tr("Compare as duplicates"), "Ctrl+Shift+J", "compare", ()),
    (tr("Not the same person"), "Ctrl+Shift+N", "tell_apart", ()),
    (tr("Mark by condition…"), "Ctrl+Shift+K", "mark_by_condition", ()),
    (tr("Check by the rules…"), "Ctrl+Shift+U", "check_rules", ()),
    (tr("Export…"), "Ctrl+Shift+E", "export", ()),
)

CONTACTS: tuple[Entry, ...] = (
    (tr("Find in the contacts"), "Ctrl+Shift+F", "begin_search", ()),
    (tr("Add a contact…"), "Ctrl+Shift+H", "add", ()),
    (tr("Change the contact…"), "Ctrl+J", "edit", ()),
    (tr("Log what happened…"), "Alt+L", "log", ()),
    (tr("Tag…"), "Ctrl+G", "tag", ()),
    (tr("Put in a list…"), "", "list_them", ()),
    (tr("Add a relationship…"), "Ctrl+H", "relate", ()),
    (tr("Merge two contacts…"), "Ctrl+M", "merge", ()),
    (tr("Export contacts…"), "Ctrl+Alt+E", "export", ()),
    (tr("Show who is at risk"), "", "reveal", ()),
)

OUTREACH: tuple[Entry, ...] = (
    (tr("Make a call sheet"), "", "rounds.make_list", ("calls",)),
    (tr("Make a walk list"), "", "rounds.make_list", ("walks",)),
    (tr("Key results"), "Ctrl+0", "rounds.key_results", ()),
    (tr("Poster with the result…"), "", "write_posters", ()),
    (tr("Letters to people without email"), "", "write_without_email", ()),
)

MENUS: tuple[tuple[str, str, tuple[Entry, ...]], ...] = (
    ("signatures", tr("S&ignatures"), SIGNATURES),
    ("contacts", tr("C&ontacts"), CONTACTS),
    ("outreach", tr("Out&reach"), OUTREACH),
)
"""A page, its menu's words, and what stands there below the pages behind it."""

ON_SELECTION = frozenset({"mark", "mark_invalid", "compare", "tell_apart"})
"""Methods that act on the rows selected: only while those are in sight."""
