"""What Alembic runs: always on a connection that was handed over, always in one transaction."""

from alembic import context

from afweging.migrations.tables import load

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=load(),
    render_as_batch=True,  # SQLite cannot alter a column; batches copy the table
    compare_type=True,
    user_module_prefix="database.",
)
context.run_migrations()
