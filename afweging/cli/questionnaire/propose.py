"""`afweging questionnaire propose`: local changes as a file for whoever keeps the base."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from afweging.questionnaire.proposal_words import changes_in_words
from afweging.questionnaire.proposing import CannotPropose, Proposer, proposal_yaml, propose
from afweging.questionnaire.variants import Resolved, Variant

from .files import BAD_INPUT, BASE_OPTION, FILE, read_or_stop


@click.command("propose")
@click.argument("variant", type=FILE, metavar="VARIANT")
@BASE_OPTION
@click.option("--change", "numbers", type=int, multiple=True, metavar="N", help="A change; may be repeated.")
@click.option("--by", default="", metavar="NAME", help="Who proposes; the owner of the variant by default.")
@click.option("--email", default="", metavar="EMAIL", help="Where the proposer is reached.")
@click.option("--because", default="", metavar="TEXT", help="The reason of changes that have none.")
@click.option("--lang", default="nl", show_default=True, help="The language of the summary.")
@click.option("--out", type=FILE, metavar="FILE", help="Where the proposal is written.")
def propose_changes(
    variant: Path,
    bases: tuple[Path, ...],
    numbers: tuple[int, ...],
    by: str,
    email: str,
    because: str,
    lang: str,
    out: Path | None,
) -> None:
    """Write changes of VARIANT as a proposal to who keeps its base: old and new text, reason, and by whom.

    Without --change the changes are listed with their numbers.
    """
    found = read_or_stop(variant, bases).resolved
    if found is None:
        raise click.ClickException(f"{variant}: this is no variant, so there is nothing to propose")
    if not numbers:
        _list(found, lang)
        return
    if out is None:
        raise click.UsageError("say with --out FILE where the proposal is written")
    try:
        text = proposal_yaml(
            propose(found, numbers, _proposer(found.variant, by, email), because=because, lang=lang)
        )
        out.write_text(text, encoding="utf-8")
    except (CannotPropose, ValueError) as error:
        for line in str(error).splitlines():
            click.echo(f"{variant}: {line}", err=True)
        sys.exit(BAD_INPUT)
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written: {error.strerror or error}") from None
    base = found.base
    click.echo(f"{out}: {len(set(numbers))} changes proposed for {base.id} {base.version}")


def _list(found: Resolved, lang: str) -> None:
    for number, words in enumerate(changes_in_words(found, lang), start=1):
        click.echo(f"{number}. {words}")
    click.echo("name those to propose with --change")


def _proposer(variant: Variant, by: str, email: str) -> Proposer:
    """Who proposes: as asked, or who keeps the variant."""
    owner = variant.owner
    if by:
        return Proposer(by, email)
    return Proposer(str(owner.name), email or owner.email, owner.url)
