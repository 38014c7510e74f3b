"""Reading scanned pages: against the naive way and decoding alone, one core and two, memory."""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.pairs import Run, paired, peak_memory, ratio, report

SCRIPT = "tests.benchmarks.scans"
PAGES, MANY = 16, 300
LOOPS = 6
DPIS = (200, 300)


def measure() -> list[str]:
    """The lines of the report."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder)
        for dpi in DPIS:
            ours, naive = paired((SCRIPT, "ours", folder, dpi), (SCRIPT, "naive", folder, dpi))
            also, decoding = paired((SCRIPT, "ours", folder, dpi), (SCRIPT, "decode", folder, dpi))
            colour, decoded = paired(
                (SCRIPT, "ours-colour", folder, dpi), (SCRIPT, "decode-colour", folder, dpi)
            )
            against = ratio(naive, ours)
            grey, tinted = ratio(also, decoding), ratio(colour, decoded)
            found += [
                f"scans: {dpi} dpi {against:.1f} x render, full-page code and rectify (at least 7)",
                (
                    f"scans: {dpi} dpi {grey:.2f} x decoding a grey JPEG alone (at most 1.6), "
                    f"{tinted:.2f} x one in colour"
                ),
            ]
        one, two = paired((SCRIPT, "pool", folder, 1), (SCRIPT, "pool", folder, 2))
        found.append(
            f"scans: two processes {ratio(one, two):.2f} x one, starting included (at least 1.5)"
        )
        memory = [_run_many(folder) for _ in range(3)]
        found.append(
            f"scans: {MANY} pages brought in, {statistics.median(memory):.0f} MB in all processes "
            "together (at most 400)"
        )
    return found


def _run_many(folder: Path) -> float:
    from tests.benchmarks.pairs import run

    done: Run = run(SCRIPT, "many", folder)
    return float(done.size) / 1e6


def make(folder: Path) -> None:
    """Scanned pages as JPEGs, grey and in colour, and as one PDF of them."""
    import cv2
    import pikepdf

    from tests.scans import world
    from tests.scans.damage import World

    for dpi in DPIS:
        chance = World(dpi)
        for at in range(PAGES):
            blank = world.printed_batch("portrait")[at % 6]
            turn = chance.chance.uniform(-1, 1)
            page = world.scanned(
                chance, world.fill(blank, chance.chance), dpi, 75, noise=2, turn=turn
            )
            (folder / f"{dpi}-{at}.jpg").write_bytes(page.content)
            image = cv2.imdecode(_bits(page.content), cv2.IMREAD_COLOR)
            (folder / f"{dpi}-{at}.colour.jpg").write_bytes(
                cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 75])[1].tobytes()
            )
        with pikepdf.new() as made:
            for at in range(PAGES):
                _add(made, (folder / f"{dpi}-{at}.jpg").read_bytes(), dpi)
            made.save(folder / f"{dpi}.pdf")


def _add(made: Any, content: bytes, dpi: int) -> None:
    import cv2
    import pikepdf

    picture: Any = cv2.imdecode(_bits(content), cv2.IMREAD_GRAYSCALE)
    high, wide = picture.shape
    names = pikepdf.Name
    stream = made.make_stream(
        content, Type=names.XObject, Subtype=names.Image, Width=wide, Height=high,
        ColorSpace=names.DeviceGray, BitsPerComponent=8, Filter=names.DCTDecode,
    )  # fmt: skip
    size = (wide * 72 / dpi, high * 72 / dpi)
    made.add_blank_page(page_size=size)
    made.pages[-1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=stream))
    made.pages[-1].Contents = made.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /P Do Q".encode())


def _bits(content: bytes) -> Any:
    import numpy as np

    return np.frombuffer(content, np.uint8)


def ours(folder: Path, dpi: int, *, colour: bool = False) -> None:
    """The program's own way, a page's picture taken out of the PDF where there is one."""
    import cv2

    from app.intake.scans import pages
    from app.intake.scans.asked import PageTask
    from tests.scans.measure import book

    cv2.setNumThreads(1)
    reader = pages.prepared(book([("portrait", "foot")]))
    tasks = [PageTask(folder / f"{dpi}.pdf", at + 1, keeps=False) for at in range(PAGES)]
    if colour:
        tasks = [PageTask(folder / f"{dpi}-{at}.colour.jpg", 1, keeps=False) for at in range(PAGES)]
    found = [pages.read_page(reader, task) for task in tasks]
    assert all(len(page.sheets) == 1 and page.sheets[0].rows for page in found)
    start = time.perf_counter()
    for _ in range(LOOPS):
        for task in tasks:
            pages.read_page(reader, task)
    report((time.perf_counter() - start) / LOOPS)


def naive(folder: Path, dpi: int) -> None:
    """Render the page, look for the code in all of it, rectify all of it."""
    import cv2
    import numpy as np
    import pypdfium2
    import zxingcpp

    from app.intake.scans.reading import Reader
    from tests.scans.measure import book

    cv2.setNumThreads(1)
    known = book([("portrait", "foot")])
    wanted: Any = zxingcpp.BarcodeFormat.QRCode
    document = pypdfium2.PdfDocument(folder / f"{dpi}.pdf")
    [seen] = Reader(known).read(_drawn(document[0], dpi)).sheets
    grow = np.diag([72 / dpi, 72 / dpi, 1.0])
    start = time.perf_counter()
    for page in document:
        grey = _drawn(page, dpi)
        assert zxingcpp.read_barcodes(grey, formats=wanted)
        matrix = np.reshape(seen.place, (3, 3)) @ grow
        cv2.warpPerspective(
            grey, matrix, grey.shape[::-1], flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        )
    report(time.perf_counter() - start)


def _drawn(page: Any, dpi: int) -> Any:
    import numpy as np

    image = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(image.reshape(image.shape[:2]))


def decode(folder: Path, dpi: int, *, colour: bool = False) -> None:
    """Only decode the pages' JPEGs."""
    import cv2

    cv2.setNumThreads(1)
    kind = ".colour.jpg" if colour else ".jpg"
    contents = [_bits((folder / f"{dpi}-{at}{kind}").read_bytes()) for at in range(PAGES)]
    how = cv2.IMREAD_COLOR if colour else cv2.IMREAD_GRAYSCALE
    start = time.perf_counter()
    for _ in range(LOOPS):
        for content in contents:
            cv2.imdecode(content, how)
    report((time.perf_counter() - start) / LOOPS)


def pool(folder: Path, processes: int) -> None:
    """Many pages by so many processes, their pictures made anew to be kept."""
    from app.intake.scans import pages
    from app.intake.scans.asked import PageTask
    from tests.scans.measure import book

    known = book([("portrait", "foot")])
    tasks = [PageTask(folder / f"200-{at % PAGES}.jpg", 1) for at in range(MANY)]
    start = time.perf_counter()
    assert sum(len(page.sheets) for page in pages.read_pages(known, tasks, processes)) == MANY
    report(time.perf_counter() - start)


def many(folder: Path) -> None:
    """Three hundred pages brought into a campaign; the most that all processes held at once."""
    import psutil

    from app.operations.paper import scanning
    from tests.campaigns import NOW, open_copy
    from tests.scans import campaign as scans
    from tests.scans.damage import World

    world, own, most, going = World(1), psutil.Process(), [0], [True]

    def watch() -> None:
        while going:
            held = [own, *own.children()]
            most[0] = max(most[0], sum(_held(one) for one in held))
            time.sleep(0.02)

    with tempfile.TemporaryDirectory() as place, open_copy(Path(place) / "c") as campaign:
        blanks = scans.printed_sheets(campaign, 6)
        inputs = Path(place) / "in"
        inputs.mkdir()
        for at in range(MANY):
            page = scans.scan(blanks[at % 6], world, 200, turn=world.chance.uniform(-2, 2))
            (inputs / f"{at:03}.jpg").write_bytes(page.content)
        watcher = threading.Thread(target=watch)
        watcher.start()
        start = time.perf_counter()
        found = scanning.bring_in(campaign, [inputs], now=NOW)
        seconds = time.perf_counter() - start
        going.clear()
        watcher.join()
        assert len(found) == MANY
    print([seconds, peak_memory(), most[0]])  # noqa: T201  # read by run()


def _held(process: Any) -> int:
    import psutil

    try:
        return int(process.memory_full_info().uss)
    except psutil.Error:
        return 0


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    if what == "many":
        many(Path(where))
    elif what == "pool":
        pool(Path(where), int(rest[0]))
    else:
        kind, _, colour = what.partition("-")
        does: Any = {"ours": ours, "naive": naive, "decode": decode}[kind]
        does(Path(where), int(rest[0]), **({"colour": True} if colour else {}))
