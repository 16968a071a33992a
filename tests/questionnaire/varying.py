"""A small base and variants of it for tests: say the changes, get the whole."""

import json
from typing import Any

from afweging.questionnaire import Questionnaire, QuestionnaireInvalid
from afweging.questionnaire.variants import Resolved, Variant, read_variant, resolve

from .making import read

BASE = """
format: 1
id: landelijk
version: 1.0.0
language: nl
title: {nl: Landelijk, en: National}
owner: {name: Beheer}
licence: EUPL-1.2
values:
  - {id: privacy, title: Privacy}
  - {id: rust, title: Rust}
glossary:
  - {id: profilering, title: Profilering, text: Mensen indelen.}
sections:
  - id: start
    title: Start
    questions:
      - {id: soort, type: choice, label: {nl: Wat is het?, en: What is it?}, help: {nl: Kies er één.},
         options: [{id: camera, label: Camera, points: {risico: 2}}, {id: lijst, label: Lijst}]}
      - {id: persoonsgegevens, type: yesno, label: Persoonsgegevens?, locked: true, required: true}
  - id: gegevens
    title: Gegevens
    show_if: persoonsgegevens == "ja"
    questions:
      - {id: bronnen, type: longtext, label: Welke bronnen?, required: true}
      - {id: energie, type: number, label: Hoeveel energie?}
      - {id: zuinig, type: text, label: Hoe zuinig?, show_if: energie > 10}
  - id: slot
    title: Slot
    questions:
      - {id: contact, type: email, label: Contact?, references: [{scheme: AVG, locator: art. 13}]}
scores:
  - id: risico
    title: Risico
    value: points("risico")
    max: max_points("risico")
    bands: [{id: laag, upto: 0.5, title: Laag}, {id: hoog, title: Hoog}]
outcomes:
  - {id: dpia, if: persoonsgegevens == "ja" and band("risico") == "hoog", kind: obligation, text: DPIA.,
     locked: true}
  - {id: zuinigheid, if: energie > 100, kind: advice, text: Bespaar.}
"""


def base(text: str = BASE) -> Questionnaire:
    """The base, or another text of it."""
    return read(text)


def newer(*replacements: tuple[str, str], version: str = "1.1.0") -> Questionnaire:
    """The base one version later, with pieces of its text replaced."""
    text = BASE
    for old, new in (*replacements, ("version: 1.0.0", f"version: {version}")):
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return read(text)


def variant(*changes: dict[str, Any], **keys: Any) -> Variant:
    """A variant of the base with these changes."""
    return read_variant(content(*changes, **keys), "variant.yaml")


def content(*changes: dict[str, Any], **keys: Any) -> bytes:
    """The bytes of a variant, a change a line."""
    whole = {
        "format": 1,
        "variant": "vlier",
        "version": "1.0.0",
        "title": "Vlierwoude",
        "extends": {"id": "landelijk", "version": "1.0.0"},
        **keys,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in whole.items()]
    lines.append("changes:" if changes else "changes: []")
    lines += [f"  - {json.dumps(change, ensure_ascii=False)}" for change in changes]
    return "\n".join(lines).encode()


def resolved(*changes: dict[str, Any], **keys: Any) -> Resolved:
    """The base with these changes."""
    return resolve(base(), variant(*changes, **keys))


def errors(*changes: dict[str, Any], **keys: Any) -> list[str]:
    """Every error of a variant of the base, as `line:column: message`."""
    try:
        resolved(*changes, **keys)
    except QuestionnaireInvalid as error:
        assert {problem.file for problem in error.problems} == {"variant.yaml"}
        return [f"{problem.line}:{problem.column}: {problem.message}" for problem in error.problems]
    return []
