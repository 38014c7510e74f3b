"""A directory of 1.7 million postcodes, against a bare executemany of the same three columns."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tests.benchmarks.pairs import paired, ratio, report, run

NUMBER = 1_734_274
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_ME = "tests.benchmarks.postcodes"


def measure() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "nspl.csv"
        write_file(file)
        ours, bare = paired((_ME, "ours", file), (_ME, "bare", file))
        looked = run(_ME, "look", file)
    return [
        (
            f"postcodes: {ratio(bare, ours):.2f} x a bare executemany of its three columns "
            f"in memory, with the file's reading (at least 0.5); {ours[0].size / 1e6:.1f} MB on "
            f"disk (at most 60), {max(one.memory for one in ours):.0f} MB in memory"
        ),
        f"postcodes: a look-up costs {looked.seconds:.2f} primary-key reads (at most 2)",
    ]


def rows() -> list[tuple[str, str, str]]:
    """Postcode, constituency and council of invented postcodes as many as Great Britain has."""
    units = [a + b for a in _LETTERS for b in _LETTERS][:160]
    found = []
    for sector in range(NUMBER // len(units) + 1):
        outward = (
            f"{chr(65 + sector // 1000)}{'ABDEGHJLNPQRSUWXYZ'[sector % 18]}{sector // 10 % 100}"
        )
        constituency, council = f"E14{1001063 + sector // 17:06}"[:9], f"E09{sector // 30:06}"
        head = f"{outward} {sector % 10}"
        found += [(f"{head}{unit}", constituency, council) for unit in units]
    return sorted(found[:NUMBER])


def write_file(path: Path) -> None:
    """The rows as NSPL has them: in order, those of a constituency about one place."""
    with path.open("w", encoding="utf-8") as file:
        file.write("pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,"
                   "laua,ward,ctry,pcon\n")  # fmt: skip
        for at, (postcode, constituency, council) in enumerate(rows()):
            number = int(constituency[4:])
            east = 100_000 + number % 25 * 20_000 + at * 37 % 20_000
            north = 100_000 + number // 25 % 40 * 20_000 + at * 91 % 20_000
            file.write(
                f"{postcode},{postcode},{postcode},198001,,0,{east},{north},1,"
                f"{council},E05000001,E92000001,{constituency}\n"
            )


def bare() -> None:
    """The three columns, in memory already, into a table without any index, in one transaction."""
    from app.store.driver import open_public

    kept = rows()
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        db = open_public(Path(place) / "bare.db", read_only=False)
        db.execute("CREATE TABLE postcode (postcode, constituency, council)")
        db.execute("BEGIN")
        db.conn.executemany("INSERT INTO postcode VALUES (?, ?, ?)", kept)
        db.execute("COMMIT")
        seconds = time.perf_counter() - start
        db.close()
        report(seconds, (Path(place) / "bare.db").stat().st_size)


def ours(file: Path) -> None:
    """The same as the command does it: read apart, sorted, packed, written and flushed."""
    from app.operations.constituencies.postcodes import import_directory

    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        import_directory(Path(place), file, today=date(2026, 11, 23))
        seconds = time.perf_counter() - start
        report(seconds, sum(path.stat().st_size for path in Path(place).iterdir()))


def look(file: Path) -> None:
    """A thousand look-ups in units of reading a row of a plain table by its primary key."""
    import random
    import statistics

    from app.operations.constituencies.postcodes import import_directory
    from app.store.directory import open_directory
    from app.store.driver import open_public

    asked = random.Random(4).sample([one[0] for one in rows()], 1000)
    with tempfile.TemporaryDirectory() as place:
        import_directory(Path(place), file, today=date(2026, 11, 23))
        db = open_public(Path(place) / "bare.db", read_only=False)
        db.execute("CREATE TABLE postcode (number INTEGER PRIMARY KEY, postcode, constituency, "
                   "council)")  # fmt: skip
        db.execute("BEGIN")
        db.conn.executemany("INSERT INTO postcode VALUES (NULL, ?, ?, ?)", rows())
        db.execute("COMMIT")
        ratios = []
        with open_directory(Path(place)) as directory:
            assert directory is not None
            for _ in range(7):
                seconds = []
                for find in (
                    directory.find,
                    lambda code: db.execute(
                        "SELECT * FROM postcode WHERE number = ?", (hash(code) % NUMBER + 1,)
                    ).fetchone(),
                ):
                    start = time.perf_counter()
                    for code in asked:
                        assert find(code) is not None
                    seconds.append(time.perf_counter() - start)
                ratios.append(seconds[0] / seconds[1])
        db.close()
    report(statistics.median(ratios))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        {"ours": ours, "look": look}[sys.argv[1]](Path(sys.argv[2]))
