"""Drafts of questionnaires, and every text they had

Revision: 0004. Follows: 0003.
"""

import sqlalchemy as sa
from alembic import op

from afweging.foundation import database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DRAFT, REVISION, TEXT = "questionnaire_draft", "questionnaire_draft_revision", "questionnaire_text"


def upgrade() -> None:
    _drafts()
    _revisions()


def _drafts() -> None:
    op.create_table(
        DRAFT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("base_sha256", sa.String(length=64), nullable=True),
        sa.Column("started_from", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("started_at", database.UtcDateTime(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", database.UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('questionnaire', 'variant')", name=op.f("ck_questionnaire_draft_kind_known")
        ),
        _reference(DRAFT, "organisation_id", "organisation", "id"),
        _reference(DRAFT, "base_sha256", TEXT, "sha256"),
        _reference(DRAFT, "started_from", TEXT, "sha256"),
        _reference(DRAFT, "started_by_id", "person", "id"),
        _reference(DRAFT, "changed_by_id", "person", "id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{DRAFT}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{DRAFT}_public_id")),
    )
    op.create_index(op.f(f"ix_{DRAFT}_organisation_id"), DRAFT, ["organisation_id"])


def _revisions() -> None:
    op.create_table(
        REVISION,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_sha256", sa.String(length=64), nullable=True),
        sa.Column("at", database.UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _reference(REVISION, "draft_id", DRAFT, "id"),
        _reference(REVISION, "base_sha256", TEXT, "sha256"),
        _reference(REVISION, "by_id", "person", "id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REVISION}")),
        sa.UniqueConstraint("draft_id", "revision", name=op.f(f"uq_{REVISION}_draft_id_revision")),
    )
    op.create_index(op.f(f"ix_{REVISION}_draft_id"), REVISION, ["draft_id"])


def _reference(table: str, column: str, of: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.{key}"], name=op.f(f"fk_{table}_{column}_{of}"))
