"""What the menus Sheets and Signatures hold: words, keys, and the page's method they call."""

from __future__ import annotations

from app.messages import tr

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

SIGNATURES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
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
"""The last member are the method's arguments."""

ON_SELECTION = frozenset({"mark", "mark_invalid", "compare", "tell_apart"})
"""Methods that act on the rows selected: only while those are in sight."""
