"""What a screen reader finds in a PDF: its tree, and the text of each of its pieces."""

from __future__ import annotations

import ctypes
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw


@dataclass
class Node:
    """An element: its role, its own language and alternative, its text with all below it."""

    role: str
    language: str = ""
    alternative: str = ""
    scope: str = ""
    text: str = ""
    kids: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def whole(self) -> str:
        """The text of the element and of all below it."""
        return " ".join(" ".join(one.text for one in self.walk()).split())


def tree(pdf: bytes) -> Node:
    """The document's element, with all text in the order of reading."""
    texts = _texts(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.obj.objgen: at for at, page in enumerate(document.pages)}
        root: Any = document.Root.StructTreeRoot.K
        return _node(root, pages, texts)


def _node(element: Any, pages: dict[Any, int], texts: dict[tuple[int, int], str]) -> Node:
    attributes = element.get("/A")
    node = Node(
        str(element.S).removeprefix("/"),
        str(element.get("/Lang", "")),
        str(element.get("/Alt", "")),
        str(attributes.get("/Scope", "")).removeprefix("/") if attributes is not None else "",
    )
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, (list, pikepdf.Array)) else [kids]:
        if isinstance(kid, int):
            node.text += texts.get((pages[element.Pg.objgen], kid), "") + " "
        elif kid.get("/Type") == "/MCR":
            node.text += texts.get((pages[kid.Pg.objgen], int(kid.MCID)), "") + " "
        else:
            node.kids.append(_node(kid, pages, texts))
    return node


def _texts(pdf: bytes) -> dict[tuple[int, int], str]:
    """The text of each marked piece, by page and mark."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        textpage = page.get_textpage()
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            mark = raw.FPDFPageObj_GetMarkedContentID(one.raw)
            length = raw.FPDFTextObj_GetText(one.raw, textpage.raw, None, 0)
            buffer = ctypes.create_string_buffer(length * 2)
            pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            raw.FPDFTextObj_GetText(one.raw, textpage.raw, pointer, length)
            text = buffer.raw.decode("utf-16-le").split("\0")[0]
            found[number, mark] = found.get((number, mark), "") + text
    document.close()
    return found


def faults(pdf: bytes) -> list[str]:
    """What the PDF/UA checker, qpdf's reader and our own look at the tree find wrong."""
    from pdfua import validate

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(pdf)
        report = validate(str(path))
        found = [f"{one.rule_id}: {one.message}" for one in report.findings]
        found += [f"{one.rule_id} was not looked at" for one in report.outcomes if one.skipped]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found += document.check_pdf_syntax()
        found += _loose_marks(document)
        fonts = [one for one in document.objects if _is_font(one)]
        found += [f"{one.BaseFont} is not embedded" for one in fonts if "/FontFile2" not in
                  one.FontDescriptor]  # fmt: skip
    return found


def _is_font(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"


def _loose_marks(document: Any) -> list[str]:
    """Marks of a page that no element owns, or that the parent tree gives to another one."""
    parents = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(parents[at]): list(parents[at + 1]) for at in range(0, len(parents), 2)}
    found = []
    for number, page in enumerate(document.pages, 1):
        own = owners[int(page.obj.StructParents)]
        marks = [
            int(one.operands[1]["/MCID"])
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "BDC" and "/MCID" in one.operands[1]
        ]
        if sorted(marks) != list(range(len(own))):
            found.append(f"page {number}: marks {sorted(marks)[-3:]}, owners {len(own)}")
        found += [
            f"page {number}: mark {mark} is not its owner's"
            for mark in marks
            if not _owns(own[mark], mark, page)
        ]
    return found


def _owns(element: Any, mark: int, page: Any) -> bool:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int) and kid == mark and element.Pg.objgen == page.obj.objgen:
            return True
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == mark:
            return bool(kid.Pg.objgen == page.obj.objgen)
    return False
