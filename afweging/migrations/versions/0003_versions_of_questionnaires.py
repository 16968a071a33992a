"""Versions of questionnaires: where a text comes from, and assessments that move from one to the next

Revision: 0003. Follows: 0002.
"""

import sqlalchemy as sa
from alembic import op

from afweging.foundation import database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = "questionnaire_text"


def upgrade() -> None:
    _library()
    _moves()
    _open_by_kind()
    _pinned_submissions()


def _library() -> None:
    _add_reference(TEXT, "base_sha256")
    op.add_column(TEXT, sa.Column("variant", sa.LargeBinary(), nullable=True))
    op.add_column("installed_questionnaire", sa.Column("extends_id", sa.String(length=64), nullable=True))
    op.add_column("installed_questionnaire", sa.Column("source", sa.LargeBinary(), nullable=True))


def _moves() -> None:
    op.add_column("assessment", sa.Column("move", sa.Integer(), nullable=True))
    op.create_table(
        "assessment_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_sha256", sa.String(length=64), nullable=False),
        sa.Column("to_sha256", sa.String(length=64), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("at", database.UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("fates", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("undone_at", database.UtcDateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        *(_reference(*each) for each in _REFERENCES),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_move")),
        sa.UniqueConstraint("assessment_id", "number", name=op.f("uq_assessment_move_assessment_id_number")),
    )


_REFERENCES = (
    ("assessment_id", "assessment", "id"),
    ("by_id", "person", "id"),
    ("from_sha256", TEXT, "sha256"),
    ("to_sha256", TEXT, "sha256"),
    ("undone_by_id", "person", "id"),
)


def _reference(column: str, table: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{table}.{key}"], name=op.f(f"fk_assessment_move_{column}_{table}")
    )


def _open_by_kind() -> None:
    op.drop_index("uq_assessment_open", "assessment")
    op.create_index(
        "uq_assessment_open",
        "assessment",
        ["dossier_id", "kind"],
        unique=True,
        sqlite_where=sa.text("open"),
        postgresql_where=sa.text("open"),
    )


def _pinned_submissions() -> None:
    """What was handed in so far was answered on what the assessment is pinned to: none ever moved."""
    _add_reference("submission", "questionnaire_sha256")
    op.execute(
        "UPDATE submission SET questionnaire_sha256 = (SELECT questionnaire_sha256 FROM assessment"
        " WHERE assessment.id = submission.assessment_id)"
    )
    with op.batch_alter_table("submission") as batch:
        batch.alter_column("questionnaire_sha256", existing_type=sa.String(length=64), nullable=False)


def _add_reference(table: str, column: str) -> None:
    """Add a column that points to a text. SQLite takes a foreign key only together with its column."""
    name = f"fk_{table}_{column}_{TEXT}"
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(64) CONSTRAINT {name} REFERENCES {TEXT} (sha256)"
    )
