"""Files of others are unmodified, listed, and licensed; our own styles name no other host."""

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
LISTED = dict(
    re.findall(r"^\| `([^`]+)` \| ([0-9a-f]{64}) \|$", (STATIC / "vendor.md").read_text(), re.MULTILINE)
)
VENDORED = ("fonts", "vendor")


def test_every_vendored_file_is_listed_and_every_listed_file_is_there() -> None:
    found = {
        str(file.relative_to(STATIC))
        for folder in VENDORED
        for file in (STATIC / folder).rglob("*")
        if file.is_file()
    }
    assert set(LISTED) == found


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_vendored_file_is_what_its_makers_made(name: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == LISTED[name]


def test_the_fonts_bring_their_licence() -> None:
    assert "SIL Open Font License" in (STATIC / "fonts/open-sans/LICENSE").read_text()


@pytest.mark.parametrize("sheet", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_a_stylesheet_asks_nothing_of_other_hosts(sheet: Path) -> None:
    text = sheet.read_text()
    assert "//" not in text
    assert "@import" not in text
    for address in re.findall(r'url\("([^"]+)"\)', text):
        assert (sheet.parent / address).resolve().is_file()


@pytest.mark.parametrize("sheet", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_a_stylesheet_uses_only_tokens_that_exist(sheet: Path) -> None:
    defined = set(re.findall(r"(--afw-[\w-]+):", (STATIC / "css/tokens.css").read_text())) | {
        "--afw-table-font-size"
    }
    assert set(re.findall(r"var\((--afw-[\w-]+)", sheet.read_text())) <= defined
    assert sheet.read_text().count("{") == sheet.read_text().count("}")


def test_colours_stand_only_among_the_tokens() -> None:
    for name in ("base", "workspace", "public"):
        sheet = STATIC / f"css/{name}.css"
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text()), name


@pytest.mark.parametrize("script", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_our_scripts_are_small_and_strict_and_speak_no_language(script: Path) -> None:
    text = script.read_text()
    assert '"use strict";' in text
    assert len(text.encode()) < 16_000
    assert "eval(" not in text
    assert "Bewaar" not in text
