"""Rules that are up to no good, made from a grammar: all of Python's expressions, and tricks with text."""

from typing import Any

from hypothesis import strategies as st

from .rules_at_random import rules

_NAMES = """
c n t m tab d __import__ __builtins__ __class__ eval exec open object type getattr globals run self print
lambda_ None True q count row аnswered ａnswered ｃ ﬁ ℂ _ é breakpoint input
"""
_DUNDERS = """
__class__ __mro__ __subclasses__ __globals__ __dict__ __init__ real numerator format values program __code__
gi_frame
"""
_NUMBERS = "1 0 1e308 1e999 0.1 1e-300 1j 0b1 0o7 1_000 07 ... None True [] () {}"
_TEXTS = [
    "b'x'", "''", '"a"', "'\\x00'", "'\\ud800'", "'\\N{DIGIT ONE}'", "r'\\'", "'{0.__class__}'", "'%s' % n",
    "'a' 'b'", "'''a'''", "f'{n!r:>{n}}'", "f'{__import__(\"os\")}'", "f'{n=}'", "rb'\\x'", "u'a'",
]  # fmt: skip
_HUGE = ["9" * 1500, "0x" + "f" * 900, "'" + "a" * 500 + "'"]
_OPERATORS = "+ - * / ** // % @ << >> & | ^ and or == != < <= in is := , if ; = -> ! ? <>"
_FUNCTIONS = """
answered count any_of sum max min q row column points score band outcome round_half_up contains_text worst
today eval __import__ getattr ().__class__ max_points
"""
_FORMS = """
({a} {o} {b})|{a} {o} {b}|{a}.{d}|{a}.{d}.{d}({b})|{a}[{b}]|{a}[{b}:{a}]|{f}({a})|{f}({a}, {b})|{f}(*{a})
{f}(**{a})|{f}({n}={a})|{f}({a}, residual={b})|[{a}, {b}]|[*{a}]|{{{a}: {b}}}|{{**{a}}}|{{{a}}}|({a}, {b})
(lambda {n}: {a})|(lambda: {a})()|[{a} for {n} in {b}]|({a} for {n} in {b} if {a})|{{{a} for {n} in {b}}}
f'{{{a}}}'|({n} := {a})|(yield {a})|(await {a})|{a} if {b} else {a}|not {a}|-{a}|~{a}|+{a}|{a} < {b} < {a}
{a} ** {b}|'%s' % ({a},)|{n} = {a}|import {n}|{a}; {b}|{a} # {b}|any_of({n}, [{a}])|{n} in [{a}, {b}]
q({a}) == {b}|points('p', section={a})
"""
_LINKS = " or answered(n)| + 1| * n| and n == 1|, n| == n| if n else n|.a|[0]|()| ** 9| << 9| - -1"
_BRACKETS = [
    ("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("{", "}"), ("f'{", "}'"), ("q(", ")"), ("lambda: ", ""),
    ("1 if ", " else 1"), ("sum(", ")"), ("answered(n) and (", ")"), ("1 + (", ")"), ("n.", "real"),
]  # fmt: skip

NAMES = st.sampled_from([*_NAMES.split(), "x" * 200])
DUNDERS = st.sampled_from(_DUNDERS.split())
LITERALS = st.sampled_from([*_NUMBERS.split(), *_TEXTS, *_HUGE])
OPERATORS = st.sampled_from([*_OPERATORS.split(), "not in", "is not"])
FUNCTIONS = st.sampled_from(_FUNCTIONS.split())


def _formed(*forms: str) -> Any:
    """Forms with places for smaller expressions."""

    def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(st.sampled_from(forms), inner, inner, NAMES, DUNDERS, OPERATORS, FUNCTIONS).map(
            lambda part: part[0].format(a=part[1], b=part[2], n=part[3], d=part[4], o=part[5], f=part[6])
        )

    return extend


FORMS = [*_FORMS.strip().replace("\n", "|").split("|"), "({a}\n{b})", "{a}\\\n{b}"]

EXPRESSIONS = st.recursive(NAMES | LITERALS, _formed(*FORMS), max_leaves=8)

DEEP = st.tuples(
    st.sampled_from(_BRACKETS), st.integers(1, 900), st.sampled_from(["1", "n", "answered(n)", ""])
).map(lambda part: (part[0][0] * part[1] + part[2] + part[0][1] * part[1])[:2_200])

LONG = st.tuples(
    st.sampled_from(_LINKS.split("|")),
    st.integers(1, 600),
    st.sampled_from(["n", "answered(n)", "(n == 1", "sum(n", "["]),
    st.sampled_from(["", ")", " == 1", ") > 1", "]"]),
).map(lambda part: (part[2] + part[0] * part[1] + part[3])[:2_200])

NOISE = st.text(max_size=60) | st.binary(max_size=40).map(lambda data: data.decode("latin-1"))

HOSTILE = EXPRESSIONS | DEEP | LONG | NOISE | st.tuples(EXPRESSIONS, OPERATORS, rules(depth=1)).map(" ".join)
