"""Who gets in where: one line per view. Everybody else is kept out (workflow.md, “Roles” and “Barred”).

In: the page, a redirect, or a form that is refused for what it says or for the state of the case (409, 422).
Out: sign in first (401, or a redirect to it), 403, or 404 where somebody may not know that the case exists.
"""

from __future__ import annotations

from tests.access.stage import ANONYMOUS, VISITORS

EVERYBODY = frozenset(VISITORS)
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = EVERYBODY - {ANONYMOUS}
ADMIN = frozenset({"admin"})
MANAGERS = ADMIN | {"privacy_officer", "privacy_officer2", "coach"}  # of questionnaires
ADMINS = ADMIN | {"elsewhere_all"}  # of any organisation: each sees their own
OWNER = frozenset({"member"})
TEAM = OWNER | {"member2"}
OFFICERS = frozenset({"privacy_officer", "privacy_officer2", "coach"})
KEEPERS = ADMIN | OFFICERS  # who may change the questionnaires of the organisation
IN_CHARGE = frozenset({"privacy_officer"})
DECIDER = frozenset({"mandate_holder"})
FG = frozenset({"fg"})
EDITOR = frozenset({"editor"})
READERS = OFFICERS | DECIDER | FG | EDITOR | TEAM | {"reader"}
WITH_SUPPLIER = READERS | {"supplier"}
STARTERS = OFFICERS | TEAM | {"member3", "elsewhere_all"}
PUBLISHERS = OFFICERS | EDITOR

# Views whose path is enough: all of it is open to everybody.
OPEN_BLUEPRINTS = frozenset({"register", "health"})

WHO: dict[str, frozenset[str]] = {
    # one's own
    "identity.sign_in": EVERYBODY,
    "identity.sign_in_post": EVERYBODY,
    "identity.sign_out": EVERYBODY,
    "identity.switch_language": EVERYBODY,
    "identity.sign_in_again": SIGNED_IN,
    "identity.sign_in_again_post": SIGNED_IN,
    "identity.mine": SIGNED_IN,
    "identity.choose_language": SIGNED_IN,
    "identity.revoke_session": OWNER,  # number 1 is the session of the owner
    "identity.change_password": SIGNED_IN,
    "identity.change_password_post": SIGNED_IN,
    "desk.desk": SIGNED_IN,
    "dossier.dossiers": SIGNED_IN,
    "dossier.dossiers_with_slash": SIGNED_IN,
    "review.all_conditions": SIGNED_IN,
    "publication.register": PUBLISHERS | {"elsewhere_all"},
    # questionnaires
    "authoring.home": KEEPERS | {"elsewhere_all"},
    "authoring.overview": KEEPERS,
    "authoring.installed_file": KEEPERS,
    "authoring.starting": KEEPERS,
    "authoring.start": KEEPERS,
    "authoring.next_version": KEEPERS,
    "authoring.starting_variant": KEEPERS,
    "authoring.start_variant": KEEPERS,
    "authoring.draft": KEEPERS,
    "authoring.yaml": KEEPERS,
    "authoring.save_yaml": KEEPERS,
    "authoring.file": KEEPERS,
    "authoring.on_paper": KEEPERS,
    "authoring.undo": KEEPERS,
    "authoring.mend": KEEPERS,
    "authoring.discarding": KEEPERS,
    "authoring.discard": KEEPERS,
    "authoring.put_back": KEEPERS,
    "authoring.part": KEEPERS,
    "authoring.save_part": KEEPERS,
    "authoring.adding": KEEPERS,
    "authoring.add": KEEPERS,
    "authoring.act": KEEPERS,
    "authoring.publishing": KEEPERS,
    "authoring.publish": KEEPERS,
    "authoring.trying": KEEPERS,
    "authoring.try_it": KEEPERS,
    "authoring.comparing": KEEPERS,
    "authoring.upgrading": KEEPERS,
    "authoring.upgrade": KEEPERS,
    "authoring.upgrade_installed": KEEPERS,
    "authoring.importing": KEEPERS,
    "authoring.take_in": KEEPERS,
    "authoring.import_report": KEEPERS,
    # administration
    "admin.home": ADMINS,
    "admin.people": ADMIN,
    "admin.add_person": ADMIN,
    "admin.person": ADMIN,
    "admin.give_role": ADMIN,
    "admin.take_role": ADMIN,
    "admin.give_mandate": ADMIN,
    "admin.take_mandate": ADMIN,
    "admin.disable": ADMIN,
    "admin.enable": ADMIN,
    "admin.issue_password": ADMIN,
    "admin.organisation": ADMIN,
    "admin.change_organisation": ADMIN,
    "library.version": MANAGERS,
    "library.on_paper": MANAGERS,
    "library.retire": MANAGERS,
    "library.publish_again": MANAGERS,
    "library.proposing": NOBODY,  # the stage holds no variant
    "library.propose_changes": NOBODY,
    # the dossier and its people
    "dossier.start": STARTERS,
    "dossier.overview": WITH_SUPPLIER,
    "dossier.weighing_tab": WITH_SUPPLIER,
    "dossier.start_weighing": OWNER,
    "dossier.change": OWNER,
    "dossier.close": OWNER,
    "dossier.remove": OWNER,
    "dossier.history": READERS,
    "dossier.evidence": READERS,
    "dossier.download": WITH_SUPPLIER,
    "dossier.people": READERS,
    "dossier.invite": OWNER,
    "dossier.remove_person": OWNER,
    "dossier.consequence": OWNER,
    "dossier.name_person": OWNER,
    "dossier.assign": TEAM,
    "dossier.unassign": TEAM,
    # answering
    "dossier.assessment": WITH_SUPPLIER,
    "dossier.section": READERS,  # what only the municipality answers is not shown to a supplier
    "dossier.long_section": READERS,
    "dossier.save_section": READERS,  # saves what one may write, and goes on
    "dossier.save_long_section": READERS,
    "dossier.save_question": TEAM,
    "dossier.upload": NOBODY,  # the short weighing asks for no file
    "dossier.revisions": READERS,
    "dossier.restore": TEAM,
    "dossier.balance": READERS,
    "dossier.scan": READERS,
    "dossier.save_scan": READERS,
    "dossier.conclusion": READERS,
    "dossier.outcomes": READERS,
    "dossier.why": READERS,
    "dossier.why_one": READERS,
    "dossier.write_outcome": TEAM,
    "dossier.comment": WITH_SUPPLIER - {"reader"},
    "dossier.resolve": WITH_SUPPLIER - {"reader", "supplier"},  # no question of a supplier has a remark here
    "dossier.take_over": TEAM,
    "dossier.submit": OWNER,
    "dossier.recall": OWNER,
    "dossier.withdraw": OWNER,
    # the version of the questionnaire
    "dossier.questionnaire": READERS,
    "dossier.on_paper": READERS,
    "dossier.moving": TEAM,
    "dossier.move": TEAM,
    "dossier.moving_back": TEAM,
    "dossier.move_back": TEAM,
    # review
    "review.review": READERS,
    "review.take": OFFICERS,
    "review.hand_over": IN_CHARGE,
    "review.find": IN_CHARGE,
    "review.remark": READERS - {"reader"},
    "review.give_back": READERS,
    "review.give_back_post": IN_CHARGE,
    "review.ask": IN_CHARGE | OWNER,
    "review.advise": FG,
    "review.advise_post": FG,
    "review.agree": FG,
    "review.judgement": SIGNED_IN,  # only leads to the place on the page of the review
    "review.judge": IN_CHARGE,
    "review.decision": READERS,
    "review.decide": DECIDER,
    "review.countersigning": READERS,
    "review.countersign": OFFICERS,
    "review.conditions": READERS,
    "review.prove": TEAM,
    "review.meet": OFFICERS | DECIDER,
    "review.waive": DECIDER,
    "lifecycle.going_live": READERS,
    "lifecycle.go_live_post": OWNER,
    "lifecycle.excuse": OFFICERS,
    # what the public is told
    "disclosure.everything": READERS,
    "disclosure.one": READERS,
    "disclosure.propose": PUBLISHERS | OWNER,
    "disclosure.settle": PUBLISHERS - IN_CHARGE,  # who proposed it does not agree to it
    "publication.text": READERS,
    "publication.save": PUBLISHERS | TEAM,
    "publication.preview": READERS,
    "publication.stand": READERS,
    "publication.publishing": READERS,
    "publication.publish": PUBLISHERS,
    "publication.asking": READERS,
    "publication.ask": EDITOR,
    "publication.asked": READERS,
    "publication.settle": PUBLISHERS,
    "report.reports": READERS,
    "report.ask": OFFICERS | DECIDER | FG | EDITOR | OWNER,
    "report.download": READERS,
    "report.progress": READERS,
    "report.retry": OFFICERS | DECIDER | FG | EDITOR | OWNER,
}

# Views that look at the form before they ask who sends it: an empty one is refused (422) to others, too.
FORM_FIRST = frozenset(
    {
        "dossier.assign",
        "dossier.comment",
        "dossier.invite",
        "dossier.name_person",
        "dossier.write_outcome",
        "lifecycle.go_live_post",
        "publication.publish",
        "report.ask",
        "review.ask",
        "review.hand_over",
    }
)
FRAGMENTS = frozenset({"dossier.consequence"})  # a piece of a page, for a script
BODIES: dict[str, dict[str, str]] = {
    "dossier.restore": {"revision": "1"},
    "dossier.start": {"organisation": "gm9990"},
}
"""What must be sent along to come as far as the question who one is."""


def who_gets_in(endpoint: str) -> frozenset[str] | None:
    """Return who gets in at a view; None when nobody wrote that down yet."""
    if endpoint == "static" or endpoint.partition(".")[0] in OPEN_BLUEPRINTS:
        return EVERYBODY
    return WHO.get(endpoint)
