"""Splink by its documented recipe, on the same people and the very same pairs.

Its keys, and names and addresses taken apart, are given to it ready-made and not timed.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from tests.benchmarks.duplicates import SEED
from tests.benchmarks.pairs import peak_memory


def table(number: int) -> tuple[Any, int]:
    """The people as a frame: names and addresses taken apart, and one column for each key."""
    import numpy as np
    import pandas as pd

    from app.domain.duplicates.people import NameReader
    from app.domain.duplicates.places import PlaceReader
    from app.intake import name_data
    from app.matching import blocking
    from app.matching.columns import columns_of
    from tests.duplicates.people import make

    data = name_data.names()
    columns = columns_of(
        make(number, SEED).rows, NameReader(data), PlaceReader(name_data.street_kinds())
    )
    letters = np.array(columns.parts.letters, object)
    frame: dict[str, Any] = {
        "unique_id": np.arange(number),
        "given": letters[columns.given],
        "family": letters[columns.family],
    }
    for field in ("number", "street", "town", "postcode", "phone", "email"):
        column = columns.fields[field]
        frame[field] = np.array(column.values, object)[column.at]
    keys = 0
    for values, most in blocking.all_keys(columns):
        for value in values:
            counts = pd.Series(value).map(pd.Series(value).value_counts())
            frame[f"key{keys}"] = np.where((value != 0) & (counts <= most), value, -1)
            keys += 1
    made = pd.DataFrame(frame).replace({"": None})
    for at in range(keys):
        made[f"key{at}"] = made[f"key{at}"].where(made[f"key{at}"] >= 0, None).astype("Int64")
    return made, keys


def main(number: int) -> None:
    """Scores all pairs and says how long it took."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame, keys = table(number)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on(f"key{at}") for at in range(keys)],
        comparisons=[
            compare.ForenameSurnameComparison("given", "family"),
            compare.JaroWinklerAtThresholds("street", [0.88]).configure(
                term_frequency_adjustments=True
            ),
            compare.LevenshteinAtThresholds("number", 1),
            compare.PostcodeComparison("postcode"),
            compare.JaroWinklerAtThresholds("town", [0.85]),
            compare.LevenshteinAtThresholds("phone", 1),
            compare.EmailComparison("email"),
        ],
        retain_intermediate_calculation_columns=False,
    )
    start = time.perf_counter()
    database = DuckDBAPI()
    linker = Linker(database.register(frame), settings)
    certain = [block_on("given", "family", "postcode"), block_on("postcode", "number", "given")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7)
    for rule in (block_on("postcode", "number"), block_on("given", "family")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    print(json.dumps([time.perf_counter() - start, peak_memory(), len(found)]))  # noqa: T201  # read by run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
