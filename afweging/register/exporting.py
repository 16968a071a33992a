"""Everything that the register says to machines, in one file."""

import json

from afweging.settings import Settings

from . import queries
from .configuration import register_path
from .store import Reader

PAGE = "SELECT body FROM pages WHERE address = ? AND encoding = 'identity'"


def as_json(settings: Settings) -> str:
    """Every standing entry as `/v1/algoritmes/<number>` gives it, by number; none without a register."""
    path = register_path(settings, reading=True)
    found = []
    if path.exists():
        reader = Reader(path)
        try:
            for number, _slug, _at in queries.addresses(reader.connection):
                (body,) = reader.connection.execute(PAGE, (f"/v1/algoritmes/{number}",)).fetchone()
                found.append(json.loads(body))
        finally:
            reader.close()
    return json.dumps({"algorithms": found}, ensure_ascii=False, indent=2) + "\n"
