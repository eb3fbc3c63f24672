"""What all tests share: no screen, no other machine, how hard properties are tried, the data set.

Knows nothing of the shop; what a kind of test needs is in the conftest of its folder.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.dataset import DatasetMissing, dataset_path
from tests.loopback import stay_on_this_machine

pytest_plugins = ["tests.cloud"]

# `make test` tries a property as often as hypothesis does by itself, but without a time limit,
# which would only measure how busy the machine is. HYPOTHESIS_PROFILE=thorough tries for long.
settings.register_profile("usual", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=5_000)


def pytest_configure() -> None:
    """Set what has to be set before the first test module is imported."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    usual = "ci" if os.environ.get("CI") else "usual"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", usual))
    stay_on_this_machine()


def pytest_report_header() -> str:
    """Say at the top of a run whether the data set takes part."""
    try:
        return f"data set: {dataset_path()}"
    except DatasetMissing as missing:
        return f"data set: its tests are left out. {missing}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, visibly, the tests of the data set on a machine that does not have it."""
    try:
        dataset_path()
    except DatasetMissing:
        left_out = [item for item in items if item.get_closest_marker("dataset")]
        items[:] = [item for item in items if not item.get_closest_marker("dataset")]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def dataset() -> Path:
    """The retail data set, for tests that are marked with `dataset`."""
    return dataset_path()
