"""Where the retail data set lies, for the tests and benchmarks that ring up its real days.

Knows the place and what to say when nothing is there; knows nothing of the file's columns.
"""

import os
from pathlib import Path

VARIABLE = "SALEPOINT_DATASET"
NAME = "online_retail.csv.xz"
BESIDE_THE_CLONE = Path(__file__).resolve().parents[2] / "shared" / "data" / NAME


class DatasetMissing(Exception):
    """The data set is not where it was looked for; the message says how to provide it."""


def dataset_path() -> Path:
    """The compressed CSV file; raise DatasetMissing with the way out when it is not there."""
    path = Path(os.environ.get(VARIABLE, BESIDE_THE_CLONE))
    if path.is_file():
        return path
    raise DatasetMissing(
        f"The retail data set is not at {path}. It is the public UCI data set “Online Retail” as "
        f"{NAME}; put it there or name its place in {VARIABLE}."
    )
