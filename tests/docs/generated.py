"""The parts of the documentation that follow from the code: addresses of the workspace, the command line.

`make docs` (this module, run) writes them again; `test_docs.py` fails when that was forgotten.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask

from afweging.app import create_app
from afweging.cli import main
from afweging.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
WORKSPACE = ("/werk", "/beheer", "/inloggen", "/uitloggen")
START, END = "<!-- generated: see tests/docs/generated.py -->", "<!-- end of what is generated -->"


def addresses(app: Flask) -> str:
    """Every address behind the sign-in, with what it does."""
    lines = ["| address | method | what |", "|---|---|---|"]
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        if rule.rule.startswith(WORKSPACE):
            methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
            lines.append(
                f"| `{rule.rule}` | {methods} | {first_line(app.view_functions[rule.endpoint].__doc__)} |"
            )
    return "\n".join(lines)


def public_rules(app: Flask) -> set[str]:
    """Every public address, the English ones left out: they mirror the Dutch ones under `/en`."""
    rules = {rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith(WORKSPACE)}
    return {rule for rule in rules if not rule.startswith("/en/")}


def commands() -> str:
    """Every command with its options."""
    return "\n".join(line for name, command in walk(main, ()) for line in describe(name, command)).strip()


def walk(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from walk(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def describe(name: str, command: click.Command) -> Iterator[str]:
    arguments = [
        (each.metavar or each.name or "").upper().rstrip("…") + ("…" if each.nargs < 0 else "")
        for each in command.params
        if isinstance(each, click.Argument)
    ]
    yield f"## `afweging {' '.join([name, *arguments])}`"
    yield ""
    yield re.sub(r"\s+", " ", command.help or "").strip()
    yield ""
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    for option in options:
        value = "" if option.is_flag else f" {option.metavar or kind(option)}"
        told = f": {option.help}" if option.help else ""
        yield f"- `{', '.join(option.opts)}{value}`{told}"
    if options:
        yield ""


def kind(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return (option.name or "value").upper()


def first_line(text: str | None) -> str:
    return (text or "").strip().split("\n\n")[0].replace("\n", " ").replace("|", "\\|").strip() or "-"


def between(text: str) -> str:
    """What stands between the marks."""
    return text.split(START)[1].split(END)[0].strip()


def replaced(text: str, new: str) -> str:
    head, rest = text.split(START)
    return f"{head}{START}\n\n{new}\n\n{END}{rest.split(END)[1]}"


def app_of_its_own() -> Flask:
    folder = Path(tempfile.mkdtemp(prefix="afweging-docs-"))
    return create_app(Settings(instance=folder, mode="test", secret_key="only for the documentation " * 2))


def write() -> None:
    """Bring the documentation up to date."""
    for name, new in (("addresses.md", addresses(app_of_its_own())), ("command-line.md", commands())):
        path = DOCS / name
        path.write_text(replaced(path.read_text("utf-8"), new), encoding="utf-8")


if __name__ == "__main__":
    write()
