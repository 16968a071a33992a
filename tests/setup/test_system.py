"""Where system packages cannot be installed, set-up says the one command that does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "install-system.sh"
NEEDED = ("sh", "python3", "grep", "sed")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A machine without packages, where nobody is root."""
    for name in NEEDED:
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    program(tmp_path, "dpkg-query", "exit 1")
    program(tmp_path, "id", "echo 1000")
    return tmp_path


def program(folder: Path, name: str, line: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def install(folder: Path, purpose: str) -> subprocess.CompletedProcess[str]:
    command = [str(folder / "sh"), str(SCRIPT), purpose]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("purpose", ["run", "test"])
def test_who_is_not_root_reads_the_one_command(bare: Path, purpose: str) -> None:
    program(bare, "apt-get", "echo called >&2; exit 9")
    done = install(bare, purpose)
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends" in done.stderr
    assert "libpango-1.0-0" in done.stderr
    assert ("chromium" in done.stderr) is (purpose == "test")
    assert "called" not in done.stderr


def test_another_system_reads_the_names_of_the_packages(bare: Path) -> None:
    done = install(bare, "run")
    assert done.returncode == 1
    assert "libharfbuzz-subset0" in done.stderr


def test_where_everything_is_there_nothing_is_done(bare: Path) -> None:
    program(bare, "dpkg-query", "echo install ok installed")
    program(bare, "apt-get", "exit 9")
    done = install(bare, "run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_locks_name_no_host_and_no_path() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "index-url" not in text
        assert " @ " not in text
        pins = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert len(pins) > 50
        assert all("==" in line for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)
