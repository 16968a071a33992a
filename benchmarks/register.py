"""Speed of the public register, as whole requests through granian: one worker, one thread, wrk beside it.

    python benchmarks/register.py [seconds]

Fills a register in a temporary folder with the 1,530 records of the national register when they lie beside
the project (else with 1,500 made ones) and the Vlierwoude examples, then asks for pages as fast as it can.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from afweging.register import operations  # noqa: E402
from afweging.register.operations import Contents, Register  # noqa: E402
from afweging.register.records import EntryRecord  # noqa: E402
from afweging.register.rendering import Renderer  # noqa: E402
from tests.register import national, vlierwoude  # noqa: E402

ENTRY = "/algoritmes/19990002/vroeg-erbij-bij-achterstanden"
APP = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from afweging.register.public import create_public_app
app = create_public_app(Path({register!r}))
"""
# Every request another query: one or two words, and a year that no entry has (left out, with a message).
FIRST_SIGHT = """
local words = {"schulden", "kenteken", "chatbot", "anonimiseren", "gegevens", "camera", "subsidie",
               "gemeente", "uitkering", "woning", "model", "besluit", "risico", "controle", "foto"}
local n = 100000
request = function()
  n = n + 1
  local q = words[n %% 15 + 1] .. (n %% 2 == 0 and ("+" .. words[n %% 7 + 1]) or "")
  return wrk.format("GET", string.gsub("%s", "QUERY", q) .. "&jaar=" .. n)
end
"""


def synthetic() -> list[EntryRecord]:
    """Entries for a machine without the data."""
    words = ["schulden", "kenteken", "chatbot", "anonimiseren", "gegevens", "camera", "subsidie", "gemeente"]
    made = []
    for number in range(1500):
        name = f"{words[number % 8].capitalize()} en {words[number // 8 % 8]} {number}"
        fields = replace(vlierwoude.TREES.fields, name=name, goal=f"{name}. " * 20)
        made.append(replace(vlierwoude.TREES, number=f"{number + 20000000}", slug="", fields=fields))
    return made


def fill(path: Path) -> None:
    register = Register(path, Renderer())
    started = time.perf_counter()
    have = national.available()
    others = list(national.records()) if have else synthetic()
    organisations = [vlierwoude.VLIERWOUDE, *(national.organisations() if have else [])]
    publications = [(record, None) for record in (*others, *vlierwoude.ALL)]
    count = operations.rebuild(register, Contents(organisations=organisations, publications=publications))
    seconds = time.perf_counter() - started
    print(f"rebuilt {count} entries in {seconds:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
    started = time.perf_counter()
    operations.apply_publication(register, "1", vlierwoude.arrears_again(), None)
    print(f"published one version in {(time.perf_counter() - started) * 1000:.0f} ms")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    (folder / "door.py").write_text(APP.format(root=str(ROOT), register=str(folder / "register.sqlite")))
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    command += ["--blocking-threads", "1", "--host", "127.0.0.1", "--port", str(port), "--no-ws", "door:app"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=1).read()  # our own server
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def measure(name: str, url: str, seconds: int, *options: str) -> None:
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", *options, url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    slowest = re.search(r"99%\s+(\S+)", output)
    failed = re.search(r"Non-2xx.*", output)
    rate = float(found.group(1)) if found else 0.0
    tail = slowest.group(1) if slowest else "?"
    print(f"{name:<34}{rate:>10,.0f} /s   p99 {tail}  {failed.group(0) if failed else ''}")


def main() -> None:
    if shutil.which("wrk") is None:
        raise SystemExit("this needs wrk")
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "register.sqlite")
        port = free_port()
        server = serve(folder, port)
        at = f"http://127.0.0.1:{port}"
        try:
            wait(f"{at}/healthz")
            run_all(folder, at, seconds)
        finally:
            server.terminate()
            server.wait()


def run_all(folder: Path, at: str, seconds: int) -> None:
    brotli = ("-H", "Accept-Encoding: br")
    etag = urllib.request.urlopen(f"{at}{ENTRY}").headers["ETag"]  # our own server
    measure("entry page", f"{at}{ENTRY}", seconds)
    measure("entry page, brotli", f"{at}{ENTRY}", seconds, *brotli)
    measure("entry page, not modified", f"{at}{ENTRY}", seconds, "-H", f"If-None-Match: {etag}")
    measure("home, brotli", f"{at}/", seconds, *brotli)
    measure("list, from memory", f"{at}/algoritmes?q=kenteken", seconds)
    first_sights = {
        "search, first sight": "/algoritmes?q=QUERY",
        "search by name, first sight": "/algoritmes?sorteer=naam&q=QUERY",
        "filters, first sight": "/algoritmes?status=gebruik&afweging=nog-niet",
    }
    for number, (name, path) in enumerate(first_sights.items()):
        script = folder / f"{number}.lua"
        script.write_text(FIRST_SIGHT % path)
        measure(name, at, seconds, "-s", str(script))


if __name__ == "__main__":
    main()
