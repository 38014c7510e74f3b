"""A document under way: ReportLab's canvas, its tags, and the finished file.

ReportLab makes the objects, this module puts them into the file: small ones are packed
together (ISO 32000, 7.5.7), which makes a tagged file a fraction of its usual size.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.documents.page import tagging, unprinted
from app.documents.page.fonts import REGULAR, font
from app.documents.page.style import PAGE_HEIGHT, PAGE_WIDTH
from app.documents.page.tagging import Element, Tags, Template
from app.domain.sheet import Box

rl_config.useA85 = 0  # binary streams: a fifth smaller, and every reader takes them

_LEVEL = 4
"""How hard the file is compressed: a tenth quicker than the usual 6, and a thirtieth larger."""

_PACKED = 200
"""Objects that are packed together at most; an element's template is packed whole."""


class Recording(NamedTuple):
    """What pages have in common: page code, and the tags in it."""

    code: str
    template: Template


class Pdf:
    """A tagged document; the same input gives the same bytes.

    `language` is the document's; `canvas` is ReportLab's. What is drawn stands `inside` an
    element or is a `decoration`.
    """

    def __init__(
        self,
        title: str,
        language: str = "en",
        size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT),
    ) -> None:
        font(REGULAR)
        title = unprinted.uncontrolled(title)
        self.language, self.size = language, size
        self.tags = Tags()
        self.pages = 0
        self.canvas: Any = Canvas(
            None,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            lang="en-GB" if language == "en" else language,
            initialFontName=REGULAR,
        )
        self.canvas.language = language
        self._document: Any = self.canvas._doc  # noqa: SLF001  # ReportLab has no public way
        self._describe(title)

    def _describe(self, title: str) -> None:
        canvas, catalogue = self.canvas, self._document.Catalog
        canvas.setTitle(title)
        for describe in (canvas.setCreator, canvas.setProducer):
            describe("Roundrobin")
        for describe in (canvas.setAuthor, canvas.setSubject):
            describe("")
        canvas.showOutline()
        canvas.setViewerPreference("DisplayDocTitle", "true")
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalogue.StructTreeRoot = _Root()
        catalogue.Metadata = pdfdoc.XMP(
            creator=lambda _: _METADATA.format(title=escape(title)).encode()
        )

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """What is drawn meanwhile is a piece of `element`."""
        yield from self._marked(self.tags.mark(element))

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn meanwhile is not read: rules, tints, page numbers, repeated heads."""
        yield from self._marked(tagging.ARTIFACT)

    def _marked(self, begin: str) -> Iterator[None]:
        self.canvas._code.append(begin)  # noqa: SLF001  # as above
        yield
        self.canvas._code.append(tagging.END)  # noqa: SLF001  # as above

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline for the page under way."""
        key = f"b{len(self._document.outline.destinationnamestotitles)}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(unprinted.uncontrolled(title), key, level)

    def picture(self, png: bytes, alternative: str, box: Box, parent: Element) -> None:
        """Draws a picture as large as it goes into `box`, at its upper right."""
        read = ImageReader(io.BytesIO(png))
        wide, high = read.getSize()
        scale = min((box[2] - box[0]) / wide, (box[3] - box[1]) / high)
        left, bottom = box[2] - wide * scale, box[3] - high * scale
        place = tagging.placed((left, bottom, box[2], box[3]))
        with self.inside(parent.add("Figure", tagging.alternative(alternative), place)):
            self.canvas.drawImage(read, left, bottom, wide * scale, high * scale)

    def code(self, code: str) -> None:
        """Adds ready page code."""
        self.canvas._code.append(code)  # noqa: SLF001  # as above

    @contextmanager
    def record(self, root: Element, into: list[Recording]) -> Iterator[None]:
        """What is drawn meanwhile is on no page: it goes `into` the list, with `root`'s tree."""
        canvas = self.canvas
        kept, canvas._code = canvas._code, []  # noqa: SLF001  # as above
        self.tags.record()
        yield
        code, canvas._code = canvas._code, kept  # noqa: SLF001  # as above
        into.append(Recording("\n".join(code), self.tags.recorded(root)))

    def resize(self, size: tuple[float, float]) -> None:
        """The size of the page under way and of those after it."""
        self.canvas.setPageSize(size)

    def stamp(self, recording: Recording, *values: str) -> None:
        """Draws a recording on the page under way, as the first thing there."""
        self.code(recording.code)
        self.tags.stamp(self.tags.root, recording.template, *values)

    def end_page(self) -> None:
        """Ends the page; its code is packed at once, so that many pages need little memory."""
        self.canvas.showPage()
        page = self._document.Pages.pages[-1]
        stream = pdfdoc.PDFStream(content=zlib.compress(page.stream.encode("ascii"), _LEVEL))
        stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        page.Contents, page.stream = stream, None
        self.tags.end_page()
        self.pages += 1

    def bytes(self) -> bytes:
        """The finished file."""
        document = self._document
        for one in document.delayedFonts:
            one.addObjects(document)
        document.info.invariant = document.invariant
        document.info.digest(document.signature)
        for one in (document.Catalog, document.info):
            document.Reference(one)
        document.Outlines.prepare(document, self.canvas)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        return _File(document, self.tags).written()


class _Root(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """Holds the number of the structure tree's root, which is written last."""

    __RefOnly__ = 1


class _File:
    """The bytes of a file, and where each object is in it."""

    def __init__(self, document: Any, tags: Tags) -> None:
        self._document, self._tags = document, tags
        self._bytes = io.BytesIO()
        self._bytes.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._places = bytearray(_ENTRY)
        self._small: list[tuple[int, list[bytes]]] = []
        self._waiting = 0
        self._following = 0

    def written(self) -> bytes:
        """The whole file."""
        root, pages = self._add_document()
        self._following = self._tags.numbered(len(self._document.numberToId) + 1)
        for first, bodies in self._tags.objects(root, pages):
            self._wait(first, bodies)
            if self._waiting > _PACKED:
                self._pack()
        self._pack()
        self._add_places()
        return self._bytes.getvalue()

    def _add_document(self) -> tuple[int, list[int]]:
        """ReportLab's objects; gives the numbers of the structure's root and of the pages."""
        document = self._document
        root, number = 0, 1
        pages: list[int] = []
        while number in document.numberToId:  # more of them may come while one is written
            one = document.idToObject[document.numberToId[number]]
            if isinstance(one, _Root):
                root = number
            else:
                body = pdfdoc.format(one, document, toplevel=1)
                if isinstance(one, pdfdoc.PDFPage):
                    tagged = b"<</StructParents %d/Tabs/S" % (len(pages),)
                    body = body.replace(b"<<", tagged, 1)
                    pages.append(number)
                if body.rstrip().endswith(b"endstream"):
                    self._add(number, body)
                    document.idToObject[document.numberToId[number]] = None  # frees its bytes
                else:
                    self._wait(number, [body])
            number += 1
        return root, pages

    def _wait(self, first: int, bodies: list[bytes]) -> None:
        """Keeps small objects, which have neighbouring numbers, to be packed."""
        self._small.append((first, bodies))
        self._waiting += len(bodies)

    def _place(self, number: int, entries: bytes) -> None:
        begin = number * _ENTRY
        self._places += bytes(max(0, begin + len(entries) - len(self._places)))
        self._places[begin : begin + len(entries)] = entries

    def _add(self, number: int, body: bytes) -> None:
        self._place(number, _PLACE.pack(1, self._bytes.tell(), 0))
        self._bytes.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _pack(self) -> None:
        """Puts the small objects that wait into one compressed stream."""
        heads: list[int] = []
        contents: list[bytes] = []
        prefix, at = _PLACE.pack(2, self._following, 0)[:-2], 0
        for first, bodies in self._small:
            indexes = range(len(contents), len(contents) + len(bodies))
            self._place(first, prefix.join([b"", *map(_INDEX.pack, indexes)]))
            for number, body in enumerate(bodies, first):
                heads += (number, at)
                at += len(body) + 1
            contents += bodies
        head = " ".join(map(str, heads)).encode("ascii") + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(contents), len(head))
        self._add_stream(entries, head + b"\n".join(contents))
        self._small.clear()
        self._waiting = 0

    def _add_stream(self, entries: bytes, content: bytes) -> None:
        packed = zlib.compress(content, _LEVEL)
        self._add(
            self._following,
            b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
            % (entries, len(packed), packed),
        )
        self._following += 1

    def _add_places(self) -> None:
        """The cross-reference stream, and where it begins."""
        document, begin = self._document, self._bytes.tell()
        numbers = document.idToObjectNumberAndVersion
        catalogue, info = (
            numbers[document.Reference(one).name][0] for one in (document.Catalog, document.info)
        )
        self._place(self._following, _PLACE.pack(1, begin, 0))
        mark = document.signature.hexdigest().encode("ascii")
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            self._following + 1,
            catalogue,
            info,
            mark,
            mark,
        )
        self._add_stream(entries, bytes(self._places))
        self._bytes.write(b"startxref\n%d\n%%%%EOF\n" % begin)


_PLACE = struct.Struct(">BIH")
_INDEX = struct.Struct(">H")
_ENTRY = _PLACE.size

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
