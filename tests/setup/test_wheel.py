"""A wheel holds the whole program: it works in a new environment, from a folder that knows no checkout."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from afweging.demo import stage
from tests.tools.need import missing

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 300
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@dataclass(frozen=True)
class Place:
    """A new environment, and the folder in which its commands run."""

    bin: Path
    folder: Path

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment without anything that points at the checkout or at another installation."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("AFWEGING", "PYTHON"))
        }
        return kept | {"PATH": f"{self.bin}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, *command: str, code: int = 0) -> str:
        done = subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder,
            env=self.surroundings,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    if subprocess.run(command, capture_output=True, timeout=PATIENCE_SECONDS).returncode:
        missing("the package index (to build a wheel)")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The wheel, installed with the pinned dependencies."""
    home = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", str(home / "env")], check=True, timeout=PATIENCE_SECONDS)
    made = Place(home / "env" / "bin", home / "work")
    made.folder.mkdir()
    pip = ("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    made.run(*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    made.run(*pip, "--no-deps", str(wheel))
    return made


@pytest.fixture(scope="module")
def shown(place: Place) -> Place:
    """The same, with databases and the demonstration."""
    place.run("afweging", "init")
    told = place.run("afweging", "demo")
    assert "Sign in at /inloggen" in told
    assert all(person["email"] in told for person in stage.read(stage.FILES / "people.yaml")["people"])
    return place


def test_the_wheel_holds_everything_but_the_checkout(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        r"afweging/_data/templates/.+\.html",
        r"afweging/_data/static/css/.+\.css",
        r"afweging/_data/static/fonts/.+\.woff2",
        r"afweging/_data/static/vendor\.md",
        r"afweging/_data/questionnaires/model-afwegingsraamwerk\.yaml",
        r"afweging/migrations/versions/.+\.py",
        r"afweging/translations/en/LC_MESSAGES/.+\.po",
        r"afweging/demo/people\.yaml",
        r"afweging/demo/vlierbloesem\.svg",
        r"afweging/demo/dossiers/.+\.yaml",
        r".+/licenses/LICENSE\.md",
    ):
        assert any(re.fullmatch(needed, name) for name in names), needed
    assert not [name for name in names if name.startswith(("tests/", "instance/", "docs/"))]


def test_the_program_does_not_come_from_the_checkout(place: Place) -> None:
    origin = place.run("python", "-c", "import afweging.resources as r; print(r.root())")
    assert Path(origin.strip()).is_relative_to(place.bin.parent)


def test_init_and_demo_can_be_done_again(shown: Place) -> None:
    shown.run("afweging", "init")
    shown.run("afweging", "demo")


def test_both_doors_are_served(shown: Place) -> None:
    with serving(shown) as address:
        assert "Vlierwoude" in read(f"{address}/algoritmes")
        assert "<form" in read(f"{address}/inloggen")
        style = re.search(r'href="(/static/[^"]+\.css[^"]*)"', read(f"{address}/"))
        assert style and read(f"{address}{style.group(1)}")


def test_a_report_is_built_and_verified(shown: Place) -> None:
    shown.run("afweging", "report", "build", "1", "--out", "report.pdf")
    assert (shown.folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    shown.run("afweging", "report", "verify", "report.pdf")


def test_the_folder_itself_can_be_installed(place: Place) -> None:
    pip = ("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    place.run(*pip, "--force-reinstall", str(ROOT))
    assert "AFWEGING_SECRET_KEY" in place.run("afweging", "settings")


@contextmanager
def serving(place: Place) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [str(place.bin / "afweging"), "serve", "--port", str(port)],
        cwd=place.folder,
        env=place.surroundings,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until_it_answers(f"{address}/readyz", server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            read(address)
            return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "the server stopped"
            assert time.monotonic() < deadline, "the server did not answer within a minute"
            with suppress(subprocess.TimeoutExpired):  # a wait that ends at once when the server stops
                server.wait(0.1)


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as response:
        body: bytes = response.read()
    return body.decode()
