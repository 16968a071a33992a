"""Write the next migration from what differs between the models and a database of the newest version."""

from __future__ import annotations

import sys

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from afweging.foundation.database.session import prepare_engine
from afweging.migrations import config, upgrade


def main(message: str) -> None:
    """Build a database in memory, bring it up to date, and write down the rest."""
    engine = create_engine("sqlite://")
    prepare_engine(engine)
    upgrade(engine)
    count = len(list(ScriptDirectory.from_config(config()).walk_revisions()))
    with engine.connect() as connection, connection.begin():
        command.revision(config(connection), message, autogenerate=True, rev_id=f"{count + 1:04d}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
