"""The phrases of rules in words, per language.

Conditions are told as what follows “als” or “if”: in Dutch the verb comes last. `{place}` is the number of a
question, `{value}` what is asked of its answer, `{subject}` a thing with a value of its own.
"""

from collections.abc import Mapping, Sequence

LANGUAGES = ("nl", "en")

PHRASES: Mapping[str, tuple[str, str]] = {
    # the whole rule, by what it is for
    "show_if": ("Te zien als {condition}.", "Shown if {condition}."),
    "show_if_always": ("Altijd te zien.", "Always shown."),
    "show_if_never": ("Nooit te zien.", "Never shown."),
    "required": ("Verplicht als {condition}.", "Required if {condition}."),
    "required_always": ("Altijd verplicht.", "Always required."),
    "required_never": ("Nooit verplicht.", "Never required."),
    "if": ("Geldt als {condition}.", "Holds if {condition}."),
    "if_always": ("Geldt altijd.", "Always holds."),
    "if_never": ("Geldt nooit.", "Never holds."),
    "check": ("Klopt alleen als {condition}.", "Right only if {condition}."),
    "check_always": ("Klopt altijd.", "Always right."),
    "check_never": ("Klopt nooit.", "Never right."),
    "value": ("De waarde is {condition}.", "The value is {condition}."),
    "max": ("Het maximum is {condition}.", "The maximum is {condition}."),
    # joining
    "and": (" en ", " and "),
    "or": (" of ", " or "),
    "or_if": (", of als ", ", or if "),
    "not_both": ("niet tegelijk {parts}", "it is not so that {parts}"),
    "either": (
        "{then} (in het geval dat {test}) of {other} (in de andere gevallen)",
        "{then} (where {test}) or {other} (in the other cases)",
    ),
    "always": ("dit altijd zo is", "this is always so"),
    "never": ("dit nooit zo is", "this is never so"),
    # conditions
    "chosen": ("bij {place} {value} is gekozen", "the answer to {place} is {value}"),
    "chosen_all": ("bij {place} {value} zijn gekozen", "the answer to {place} is {value}"),
    "entered": ("bij {place} {value} is ingevuld", "the answer to {place} is {value}"),
    "is": ("{subject} {value} is", "{subject} is {value}"),
    "includes": ("bij {place} {value} is gekozen", "the answer to {place} includes {value}"),
    "includes_all": ("bij {place} {value} zijn gekozen", "the answer to {place} includes {value}"),
    "occurs": ("bij {place} {value} voorkomt", "{place} includes {value}"),
    "occurs_all": ("bij {place} {value} voorkomen", "{place} includes {value}"),
    "answered": ("vraag {place} beantwoord is", "question {place} is answered"),
    "not_answered": ("vraag {place} niet beantwoord is", "question {place} is not answered"),
    "set_aside": ("bij {place} {value} is gekozen", "the answer to {place} is {value}"),
    "unknown": ("‘weet ik nog niet’", "‘not known yet’"),
    "not_applicable": ("‘niet van toepassing’", "‘not applicable’"),
    "contains": ("in {subject} de tekst {value} voorkomt", "{subject} contains the text {value}"),
    "not_contains": (
        "in {subject} de tekst {value} niet voorkomt",
        "{subject} does not contain the text {value}",
    ),
    "outcome": ("de uitkomst {value} geldt", "the outcome {value} holds"),
    "not_outcome": ("de uitkomst {value} niet geldt", "the outcome {value} does not hold"),
    # what is asked of a value
    "not": ("niet {value}", "not {value}"),
    "none": ("geen van {value}", "none of {value}"),
    "not_all": ("niet alle van {value}", "not all of {value}"),
    "other": ("iets anders dan {value}", "something other than {value}"),
    "not_other": ("niets anders dan {value}", "nothing other than {value}"),
    "exactly": ("precies {value}", "exactly {value}"),
    "lacks": ("wel iets, maar niet {value}", "something, but not {value}"),
    "not_lacks": ("{value} of niets", "{value} or nothing"),
    "Lt": ("minder dan {value}", "less than {value}"),
    "LtE": ("hoogstens {value}", "at most {value}"),
    "Gt": ("meer dan {value}", "more than {value}"),
    "GtE": ("ten minste {value}", "at least {value}"),
    "date_Lt": ("een datum vóór {value}", "a date before {value}"),
    "date_LtE": ("een datum tot en met {value}", "a date up to and including {value}"),
    "date_Gt": ("een datum na {value}", "a date after {value}"),
    "date_GtE": ("een datum vanaf {value}", "a date from {value} on"),
    "month_Lt": ("een maand vóór {value}", "a month before {value}"),
    "month_LtE": ("een maand tot en met {value}", "a month up to and including {value}"),
    "month_Gt": ("een maand na {value}", "a month after {value}"),
    "month_GtE": ("een maand vanaf {value}", "a month from {value} on"),
    # places and things with a value
    "in_row": ("{value} in deze rij", "{value} in this row"),
    "in_table": ("{value} in {place}", "{value} in {place}"),
    "hidden": ("de verborgen vraag {value}", "the hidden question {value}"),
    "answer": ("het antwoord op {place}", "the answer to {place}"),
    "count_choices": ("het aantal keuzes bij {place}", "the number of choices at {place}"),
    "count_rows": ("het aantal rijen bij {place}", "the number of rows at {place}"),
    "count_files": ("het aantal bestanden bij {place}", "the number of files at {place}"),
    "count_matrix": ("het aantal ingevulde rijen bij {place}", "the number of rows filled in at {place}"),
    "count_list": ("het aantal ingevulde cellen van {value}", "the number of cells filled in of {value}"),
    "sum": ("de som van {value}", "the sum of {value}"),
    "min": ("de laagste van {value}", "the lowest of {value}"),
    "max_of": ("de hoogste van {value}", "the highest of {value}"),
    "earliest": ("de vroegste van {value}", "the earliest of {value}"),
    "latest": ("de laatste van {value}", "the latest of {value}"),
    "rounded": ("{value}, afgerond", "{value}, rounded"),
    "points": ("het aantal punten voor {value}", "the number of points for {value}"),
    "points_in": (
        "het aantal punten voor {value} in deel {section}",
        "the number of points for {value} in part {section}",
    ),
    "max_points": ("het hoogste aantal punten voor {value}", "the most points for {value}"),
    "max_points_in": (
        "het hoogste aantal punten voor {value} in deel {section}",
        "the most points for {value} in part {section}",
    ),
    "score": ("de score {value}", "the score {value}"),
    "max_score": ("het maximum van de score {value}", "the maximum of the score {value}"),
    "worst": ("het zwaarste risico bij {place}", "the worst risk at {place}"),
    "residual": (
        "het zwaarste risico na maatregelen bij {place}",
        "the worst risk after measures at {place}",
    ),
    "today": ("vandaag", "today"),
    "Add": ("{left} plus {right}", "{left} plus {right}"),
    "Sub": ("{left} min {right}", "{left} minus {right}"),
    "Mult": ("{left} keer {right}", "{left} times {right}"),
    "Div": ("{left} gedeeld door {right}", "{left} divided by {right}"),
    "minus": ("min {value}", "minus {value}"),
    "if_else": ("{then} als {test}, anders {other}", "{then} if {test}, otherwise {other}"),
    "whether": ("waar of niet: {condition}", "true or not: {condition}"),
    "true": ("waar", "true"),
    "false": ("onwaar", "false"),
    "yes": ("‘ja’", "‘yes’"),
    "no": ("‘nee’", "‘no’"),
    "nothing": ("niets", "nothing"),
}


def phrase(code: str, lang: str, **words: str) -> str:
    """A phrase in a language (Dutch when there is no other)."""
    return PHRASES[code][lang == "en"].format(**words)


def listed(parts: Sequence[str], join: str, lang: str) -> str:
    """“a, b en c”; `join` is and, or."""
    if not parts:
        return phrase("nothing", lang)
    last = phrase(join, lang)
    return last.join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
