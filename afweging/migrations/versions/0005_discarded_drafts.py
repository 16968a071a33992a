"""Drafts of questionnaires that were thrown away can be put back

Revision: 0005. Follows: 0004.
"""

import sqlalchemy as sa
from alembic import op

from afweging.foundation import database

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questionnaire_draft", sa.Column("discarded_at", database.UtcDateTime(), nullable=True))
