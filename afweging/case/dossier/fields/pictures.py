"""Answers as pictures: rows of a weighing and of risks. Rows that are not finished are left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from afweging.case.dossier.fields.rows import rows_of
from afweging.foundation.web.pictures import Interest, Risk
from afweging.questionnaire import Questionnaire


def interests_of(
    questionnaire: Questionnaire, value: object, lang: str, *, href: str | None = "#belang-{}"
) -> tuple[Interest, ...]:
    """Return the interests of a weighing answer. `{}` in `href` is the number of the row, counted from 1."""
    rows = rows_of(value.get("rows")) if isinstance(value, dict) else []
    titles = {each.id: each.title.to(lang) for each in questionnaire.values}
    return tuple(
        Interest(
            str(row["interest"]),
            cast(Any, row["side"]),
            titles.get(row["value"], str(row["value"])),
            row["weight"],
            cast(Any, row["certainty"]),
            href.format(number) if href else None,
        )
        for number, row in enumerate(rows, 1)
        if _is_interest(row)
    )


def risks_of(value: object, *, href: str | None = "#risico-{}") -> tuple[Risk, ...]:
    """Return the risks of an answer, numbered as their rows. Only a proven measure counts as working."""
    return tuple(
        Risk(
            number,
            row["likelihood"],
            row["severity"],
            _step(row, "residual_likelihood"),
            _step(row, "residual_severity"),
            working=row.get("working") is True and bool(row.get("evidence")),
            text=str(row.get("harm") or ""),
            href=href.format(number) if href else None,
        )
        for number, row in enumerate(rows_of(value), 1)
        if _step(row, "likelihood") and _step(row, "severity")
    )


def _is_interest(row: Mapping[str, Any]) -> bool:
    return (
        bool(row.get("interest"))
        and row.get("side") in ("benefit", "burden")
        and isinstance(row.get("value"), str)
        and _step(row, "weight") is not None
        and row.get("certainty") in ("proven", "likely", "unproven")
    )


def _step(row: Mapping[str, Any], column: str) -> int | None:
    step = row.get(column)
    return step if isinstance(step, int) and not isinstance(step, bool) and 1 <= step <= 5 else None
