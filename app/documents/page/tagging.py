"""Tagged PDF: a tree that says what each piece of a page is, in the order of reading.

A drawn piece is put between marks that carry a number; an element of the tree names
the numbers that are its own. What belongs to no element is an artifact: rules, page
numbers, repeated heads. Many pages of one shape share a `Template`, whose elements
are written anew for each page and kept nowhere in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

ARTIFACT = "/Artifact BMC"
END = "EMC"


@dataclass(frozen=True)
class Content:
    """A marked piece of a page; within a template the page is -1."""

    page: int
    mark: int


@dataclass(eq=False)
class Element:
    """A node of the tree: its `role` (H1, P, Table, TH …) and entries such as `language("ko")`."""

    role: str
    attributes: str = ""
    kids: list[Element | Content | Stamp] = field(default_factory=list)

    def add(self, role: str, *attributes: str) -> Element:
        """A new last child."""
        child = Element(role, "".join(attributes))
        self.kids.append(child)
        return child


@dataclass(frozen=True)
class Stamp:
    """A template's tree on one page, its `values` filled in where the template says {value}."""

    template: Template
    page: int
    values: tuple[str, ...] = ()


def language(code: str) -> str:
    """The language of an element and all below it."""
    return f"/Lang({code})" if code else ""


def alternative(text: str) -> str:
    """What is said in place of a picture."""
    return f"/Alt{pdf_text(text)}"


def placed(box: tuple[float, float, float, float]) -> str:
    """Where a picture lies on its page."""
    return f"/A<</O/Layout/Placement/Block/BBox[{' '.join(f'{value:.2f}' for value in box)}]>>"


def scope(of: str) -> str:
    """Which cells a header cell speaks for: Row or Column."""
    return f"/A<</O/Table/Scope/{of}>>"


VALUE = "\0"
"""Stands in a template's attributes for a value that each stamp gives."""


def pdf_text(text: str) -> str:
    """`text` as a PDF string."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


class Tags:
    """The tree of one document, and which element owns which mark of which page."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._pages: list[_Page] = [_Page()]
        self._numbers: dict[int, int] = {}
        self._owners = 0

    def mark(self, element: Element) -> str:
        """The operator that begins a piece of `element` on the page under way."""
        page = self._pages[-1]
        mark = page.begin + len(page.owners)
        page.owners.append(element)
        element.kids.append(Content(-1 if page.recording else len(self._pages) - 1, mark))
        return f"/{element.role}<</MCID {mark}>>BDC"

    def stamp(self, parent: Element, template: Template, *values: str) -> None:
        """Puts a template's tree under `parent`; its marks are the first of the page."""
        page = self._pages[-1]
        page.stamp = Stamp(template, len(self._pages) - 1, values)
        page.begin = len(template.owners)
        parent.kids.append(page.stamp)

    def end_page(self) -> None:
        """The next marks are on another page."""
        self._pages.append(_Page())

    def record(self) -> None:
        """Until `recorded`, marks are those of a template."""
        self._pages.append(_Page(recording=True))

    def recorded(self, root: Element) -> Template:
        """The template of what was marked since `record`."""
        return Template(root, self._pages.pop().owners)

    def numbered(self, first: int) -> int:
        """Gives each object of the tree its number, from `first` on; gives the one after them."""
        self._numbers = {}
        self._owners = self._number(self.root, first, self._numbers)
        return self._owners + len(self._pages)

    def objects(self, root: int, pages: Sequence[int]) -> Iterator[tuple[int, list[bytes]]]:
        """The tree as PDF objects, in runs of neighbours: the first's number, and the bodies.

        `root` is the number of the tree's root, `pages` are those of the pages.
        """
        numbers, owners = self._numbers, self._owners
        yield from self._bodies(self.root, root, numbers, pages)
        for at, page in enumerate(self._pages[: len(pages)]):
            yield owners + at, [page.owned(numbers).encode("ascii")]
        parents = owners + len(pages)
        tree = "".join(f"{at} {owners + at} 0 R " for at in range(len(pages)))
        yield parents, [f"<</Nums[{tree}]>>".encode("ascii")]
        top = numbers[id(self.root)]
        body = (
            f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(pages)}>>"
        )
        yield root, [body.encode("ascii")]

    def _number(self, element: Element, following: int, numbers: dict[int, int]) -> int:
        numbers[id(element)] = following
        following += 1
        for kid in element.kids:
            if isinstance(kid, Element):
                following = self._number(kid, following, numbers)
            elif isinstance(kid, Stamp):
                numbers[id(kid)] = following
                following += kid.template.size
        return following

    def _bodies(
        self, element: Element, parent: int, numbers: dict[int, int], pages: Sequence[int]
    ) -> Iterator[tuple[int, list[bytes]]]:
        own = numbers[id(element)]
        yield own, [_body(element, parent, numbers, pages).encode("ascii")]
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self._bodies(kid, own, numbers, pages)
            elif isinstance(kid, Stamp):
                first = numbers[id(kid)]
                yield first, kid.template.bodies(first, own, pages[kid.page], kid.values)


@dataclass
class _Page:
    """The marks of one page: the first ones a stamp's, then one owner each."""

    recording: bool = False
    owners: list[Element] = field(default_factory=list)
    stamp: Stamp | None = None
    begin: int = 0

    def owned(self, numbers: dict[int, int]) -> str:
        """The numbers of the elements that own the marks, in the marks' order."""
        stamped = self.stamp.template.owned(numbers[id(self.stamp)]) if self.stamp else ""
        own = "".join(f"{numbers[id(owner)]} 0 R " for owner in self.owners)
        return f"[{stamped}{own}]"


def _body(element: Element, parent: int, numbers: dict[int, int], pages: Sequence[int]) -> str:
    content = [kid for kid in element.kids if isinstance(kid, Content)]
    one_page = len({kid.page for kid in content}) == 1
    kids = []
    for kid in element.kids:
        if not isinstance(kid, Content):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif one_page:
            kids.append(str(kid.mark))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mark}>>")
    page = f"/Pg {pages[content[0].page]} 0 R" if one_page else ""
    return f"<</S/{element.role}/P {parent} 0 R{element.attributes}{page}{_kids(kids)}>>"


def _kids(kids: Sequence[str]) -> str:
    return f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]" if kids else ""


class Template:
    """The tree of a page of which there are many: written once, its numbers filled in per page."""

    def __init__(self, root: Element, owners: Sequence[Element]) -> None:
        self.owners = tuple(owners)
        self._order: dict[int, int] = {}
        self._slots: list[int | str] = []
        self._walk(root)
        self.size = len(self._order)
        self._text = "\n".join(self._lines(root, "parent"))

    def _walk(self, element: Element) -> None:
        self._order[id(element)] = len(self._order)
        for kid in element.kids:
            if isinstance(kid, Element):
                self._walk(kid)

    def _lines(self, element: Element, parent: int | str) -> Iterator[str]:
        own = self._order[id(element)]
        self._slots.append(parent)
        attributes = element.attributes.replace("%", "%%")
        self._slots += ["value"] * attributes.count(VALUE)
        page = ""
        if any(isinstance(kid, Content) for kid in element.kids):
            page = "/Pg %s 0 R"
            self._slots.append("page")
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append("%s 0 R")
                self._slots.append(self._order[id(kid)])
            elif isinstance(kid, Content):
                kids.append(str(kid.mark))
        yield (
            f"<</S/{element.role}/P %s 0 R{attributes.replace(VALUE, '%s')}{page}{_kids(kids)}>>"
        )
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self._lines(kid, own)

    @cached_property
    def _special(self) -> list[tuple[int, str]]:
        return [(at, slot) for at, slot in enumerate(self._slots) if isinstance(slot, str)]

    @cached_property
    def _offsets(self) -> list[int]:
        return [slot if isinstance(slot, int) else 0 for slot in self._slots]

    def bodies(self, first: int, parent: int, page: int, values: Sequence[str]) -> list[bytes]:
        """The objects of one page, their numbers from `first` on."""
        filled: list[int | str] = [first + offset for offset in self._offsets]
        left = iter(values)
        for at, slot in self._special:
            filled[at] = parent if slot == "parent" else page if slot == "page" else next(left)
        return (self._text % tuple(filled)).encode("ascii").split(b"\n")

    def owned(self, first: int) -> str:
        """The numbers of the elements that own the template's marks."""
        return "".join(f"{first + self._order[id(owner)]} 0 R " for owner in self.owners)
