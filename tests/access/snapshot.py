"""Write the list of routes anew: `python -m tests.access.snapshot`. Read what changed before you keep it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from afweging.app import create_app
from afweging.settings import Settings
from tests.access.routes import routes

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), mode="test", secret_key="only for this list " * 2))
    lines = "".join(f"{route}\n" for route in routes(app))
    Path(__file__).with_name("routes.txt").write_text(lines, encoding="utf-8")
