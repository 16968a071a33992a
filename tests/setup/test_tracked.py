"""What is in the repository works elsewhere: no host, no machine's path, no secret, nothing put off."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A letter in brackets keeps a pattern from finding itself.
UNWANTED = {
    "the host of a package registry": r"py[p]i\.|pythonhoste[d]|npmj[s]\.|registr[y]\.(?:npm|yarn)"
    r"|crate[s]\.io|rubygem[s]|proxy\.golan[g]|repo1?\.mave[n]|maven\.or[g]|artifactor[y]|devp[i]\b|jfro[g]",
    "an index of wheels": r"--(?:extra-)?index-ur[l][ =]+\S|--find-link[s][ =]+\S|--trusted-hos[t][ =]+\S"
    r"|PIP_(?:INDEX_UR[L]|FIND_LINK[S])|\[\[?tool\.(?:uv\.index|poetry\.sourc[e])",
    "a path of one machine": r"(?<![\w.<>}/-])/(?:tm[p]|wor[k]|roo[t]|hom[e]|User[s])(?:/|(?=[\s\"'`]|$))",
    "something left for later": r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|NotImplementedErro[r]",
    "a secret": r"-----BEGI[N] [A-Z ]*PRIVATE KE[Y]|\b(?:AKI[A]|gh[ps]_|glpa[t]-|xox[bp]-)[0-9A-Za-z-]{10}",
}
LOCKS_AND_LISTS = ("requirements*.lock", "pyproject.toml", "tests/tools/package*.json", ".npmrc", "pip.conf")


@cache
def tracked() -> dict[str, str]:
    """Every file of the repository that is text."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout")
    return dict(_texts(name for name in listed.decode().split("\0") if name))


def _texts(names: Iterator[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                yield name, data.decode("utf-8")


def found(pattern: str) -> list[str]:
    """Give file, line and text of everything that the pattern finds."""
    sought = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in tracked().items()
        for number, line in enumerate(text.splitlines(), 1)
        if sought.search(line)
    ]


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_holds(what: str) -> None:
    assert found(UNWANTED[what]) == [], f"{what} does not belong here"


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("the host of a package registry", "https://py" + "pi.org/simple"),
        ("an index of wheels", "--extra-index-" + "url https://wheels.example"),
        ("a path of one machine", 'open("/tm' + 'p/x")'),
        ("a path of one machine", "cd /wor" + "k/main"),
        ("something left for later", "# TO" + "DO: later"),
        ("a secret", "-----BEGIN EC PRIVATE" + " KEY-----"),
    ],
)
def test_it_would_be_found(what: str, line: str) -> None:
    assert re.search(UNWANTED[what], line)


def test_no_file_is_a_key_or_a_database() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not re.findall(r"^.*\.(?:p12|pfx|key|sqlite3?|db|env)$", listed, re.M)


def test_what_is_installed_names_no_host() -> None:
    for name, text in tracked().items():
        if any(Path(name).match(pattern) for pattern in LOCKS_AND_LISTS):
            assert "://" not in text, name


def test_the_lock_of_the_test_tools_says_what_but_not_where_from() -> None:
    packages = json.loads(tracked()["tests/tools/package-lock.json"])["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
