"""What a test needs from the machine."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip with the reason, or fail where everything has to be there (`.ci/run`)."""
    reason = f"{what} is not on this machine"
    if os.environ.get("AFWEGING_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def program(name: str) -> str:
    return shutil.which(name) or missing(name)
