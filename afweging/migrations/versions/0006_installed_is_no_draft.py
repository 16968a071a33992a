"""An installed questionnaire is published or retired: drafts have tables of their own

Revision: 0006. Follows: 0005.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "installed_questionnaire"
CHECK = f"ck_{TABLE}_state_known"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), "state IN ('published', 'retired')")
