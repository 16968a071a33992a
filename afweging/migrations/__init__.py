"""The cases database from version to version (Alembic). The register has none: it is rebuilt.

To add one: change the models, then `python -m afweging.migrations "what changes"` and read what it wrote.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url

from afweging import resources


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, without a file."""
    found = Config()
    found.set_main_option("script_location", str(resources.migrations()))
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


def newest() -> str:
    """Return the version that this program needs."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def knows(name: str) -> bool:
    """Tell whether this program can bring a database of that version to the newest one."""
    return name in {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def version(connection: Connection) -> str:
    """Return the version of a database; empty for a new one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def version_at(address: str) -> str:
    """Return the version of the database at an address; empty where none was made yet.

    Makes nothing: asking SQLite for a file that is not there would leave an empty one. Raises SQLAlchemy's
    `DBAPIError` when what is there does not answer as a database.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return ""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return version(connection)
    finally:
        engine.dispose()


def upgrade(engine: Engine) -> tuple[str, str]:
    """Bring a database to the newest version, in one transaction; return the versions before and after."""
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        before = version(connection)
        command.upgrade(config(connection), "head")
        return before, version(connection)
