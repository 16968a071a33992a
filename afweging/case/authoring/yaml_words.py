"""Dutch for what the YAML parser says of a text that it cannot read: where it was, and what is wrong.

There are two parsers with words of their own: libyaml, and PyYAML's Python where that was built without it.
`{a}` stands for a character or a word of the parser's own, which nobody needs to see.
`tests/authoring/test_yaml_words.py` reads both and fails when one says something that has no words here.
"""

from __future__ import annotations

from collections.abc import Mapping

PLACES: Mapping[str, str] = {
    "block collection": "in een lijst",
    "flow sequence": "in een lijst tussen [ en ]",
    "block mapping": "in een groep van namen en waarden",
    "flow mapping": "in een groep tussen { en }",
    "simple key": "bij een naam",
    "plain scalar": "in een tekst zonder aanhalingstekens",
    "quoted scalar": "in een tekst tussen aanhalingstekens",
    "double-quoted scalar": "in een tekst tussen aanhalingstekens",
    "block scalar": "in een tekst na | of >",
    "node": "bij een waarde",
    "block node": "bij een waarde",
    "flow node": "bij een waarde",
    "anchor": "in een naam na &",
    "alias": "in een verwijzing met *",
    "tag": "in een aanduiding met !",
    "directive": "in een regel die met % begint",
    "tag directive": "in een regel die met % begint",
    "%TAG directive": "in een regel die met % begint",
    "%YAML directive": "in een regel die met % begint",
    "for the next token": "",
}

_INDENT = "Springt deze regel even ver in als de regels erboven?"
_LIST_ITEM = f"Hier hoort een streepje. {_INDENT}"
_KEY = f"Hier hoort een naam met een dubbele punt. {_INDENT}"
_COLON = (
    "Hier kan geen dubbele punt staan. Hoort die bij de tekst, zet de tekst dan tussen aanhalingstekens. "
    + _INDENT
)
_DASH = "Hier kan geen streepje staan. Begin een lijst op een nieuwe regel."
_QUESTION_MARK = (
    "Hier kan geen vraagteken staan. Hoort het bij de tekst, zet die dan tussen aanhalingstekens."
)
_STRANGE = (
    "Dit teken kan hier niet staan. Hoort het bij de tekst, zet de tekst dan tussen aanhalingstekens. "
    "Is het een tab, spring dan in met spaties."
)
_OUT_OF_LINE = "Deze regel past niet bij de regels erboven. Springt hij even ver in?"
_TAB = "Hier staat een tab. Spring in met spaties."
_NOT_CLOSED = "Het aanhalingsteken aan het einde ontbreekt."
_DOCUMENT_INSIDE = "Hier begint een nieuw document voordat de tekst is gesloten."
_ESCAPE = "Dit teken kan niet na \\ staan. Schrijf \\\\ voor een gewone schuine streep."
_HEXADECIMAL = "Na \\ ontbreken hexadecimale cijfers."
_WORD = "Hier horen letters of cijfers."
_SPACE = "Hier hoort een spatie."
_LINE_END = "Hier hoort niets meer te staan dan commentaar."
_INDENTATION = "De inspringing is een cijfer van 1 tot en met 9."
_DIGIT = "Hier hoort een cijfer van de YAML-versie."
_TWICE = "Deze regel staat er twee keer."
_VERSION = "Deze versie van YAML is niet te lezen."
_DOCUMENT = "Hier hoort niets meer te staan, of een nieuw document dat met --- begint."
_VALUE = "Hier ontbreekt een waarde."
_BRACKET = "Hier hoort een komma of een ]."
_BRACE = "Hier hoort een komma of een }."
_EXCLAMATION_MARK = "Hier hoort een !."
_ANGLE = "Hier hoort een >."
_ADDRESS = "Dit is geen geldige aanduiding."
_UNDEFINED = "Deze aanduiding is nergens uitgelegd."

PROBLEMS: tuple[tuple[str, str], ...] = (
    ("it cannot be read", "De tekst is hier niet te lezen."),
    ("could not find expected ':'", "Hier ontbreekt een dubbele punt."),
    ("found unexpected end of stream", _NOT_CLOSED),
    # As libyaml says it.
    ("did not find expected key", _KEY),
    ("did not find expected '-' indicator", _LIST_ITEM),
    ("did not find expected ',' or ']'", _BRACKET),
    ("did not find expected ',' or '}'", _BRACE),
    ("did not find expected node content", _VALUE),
    ("mapping values are not allowed in this context", _COLON),
    ("mapping keys are not allowed in this context", _QUESTION_MARK),
    ("block sequence entries are not allowed in this context", _DASH),
    ("found unexpected ':'", _COLON),
    ("found character that cannot start any token", _STRANGE),
    ("found a tab character that violates indentation", _TAB),
    ("found a tab character where an indentation space is expected", _TAB),
    ("found an indentation indicator equal to 0", _INDENTATION),
    ("found unexpected document indicator", _DOCUMENT_INSIDE),
    ("found unknown escape character", _ESCAPE),
    ("found invalid Unicode character escape code", _ESCAPE),
    ("did not find expected hexdecimal number", _HEXADECIMAL),
    ("did not find expected alphabetic or numeric character", _WORD),
    ("did not find expected comment or line break", _LINE_END),
    ("did not find expected whitespace", _SPACE),
    ("did not find expected whitespace or line break", _SPACE),
    ("did not find expected <document start>", _DOCUMENT),
    ("did not find expected <stream-start>", "De tekst is niet te lezen."),
    ("did not find expected '!'", _EXCLAMATION_MARK),
    ("did not find the expected '>'", _ANGLE),
    ("did not find expected tag URI", _ADDRESS),
    ("did not find URI escaped octet", _ADDRESS),
    ("found an incorrect leading UTF-8 octet", _ADDRESS),
    ("found an incorrect trailing UTF-8 octet", _ADDRESS),
    ("found undefined tag handle", _UNDEFINED),
    ("could not find expected directive name", "Na % hoort een naam."),
    ("found unknown directive name", "Na % hoort YAML of TAG."),
    ("found unexpected non-alphabetical character", _WORD),
    ("did not find expected digit or '.' character", _DIGIT),
    ("did not find expected version number", _DIGIT),
    ("found extremely long version number", _VERSION),
    ("found incompatible YAML document", _VERSION),
    ("found duplicate %YAML directive", _TWICE),
    ("found duplicate %TAG directive", _TWICE),
    # As PyYAML says it.
    ("expected <block end>, but found {a}", _OUT_OF_LINE),
    ("expected ',' or ']', but got {a}", _BRACKET),
    ("expected ',' or '}', but got {a}", _BRACE),
    ("expected the node content, but found {a}", _VALUE),
    ("mapping values are not allowed here", _COLON),
    ("mapping keys are not allowed here", _QUESTION_MARK),
    ("sequence entries are not allowed here", _DASH),
    ("found character {a} that cannot start any token", _STRANGE),
    ("expected indentation indicator in the range 1-9, but found 0", _INDENTATION),
    ("expected chomping or indentation indicators, but found {a}", _LINE_END),
    ("found unexpected document separator", _DOCUMENT_INSIDE),
    ("found unknown escape character {a}", _ESCAPE),
    ("expected escape sequence of {a} hexadecimal numbers, but found {b}", _HEXADECIMAL),
    ("expected alphabetic or numeric character, but found {a}", _WORD),
    ("expected a comment or a line break, but found {a}", _LINE_END),
    ("expected ' ', but found {a}", _SPACE),
    ("expected '<document start>', but found {a}", _DOCUMENT),
    ("expected '!', but found {a}", _EXCLAMATION_MARK),
    ("expected '>', but found {a}", _ANGLE),
    ("expected URI, but found {a}", _ADDRESS),
    ("expected URI escape sequence of 2 hexadecimal numbers, but found {a}", _ADDRESS),
    ("'utf-8' codec can't decode {a}", _ADDRESS),
    ("found undefined tag handle {a}", _UNDEFINED),
    ("expected a digit, but found {a}", _DIGIT),
    ("expected a digit or '.', but found {a}", _DIGIT),
    ("expected a digit or ' ', but found {a}", _DIGIT),
    ("found incompatible YAML document (version 1.* is required)", _VERSION),
    ("found duplicate YAML directive", _TWICE),
    ("duplicate tag handle {a}", _TWICE),
)
