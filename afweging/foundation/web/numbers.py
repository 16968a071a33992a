"""Numbers in addresses, as large as a database can hold."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class RowNumber(IntegerConverter):
    """`<int:…>` of at most nine digits: a longer one is no row of ours, so its address does not exist."""

    regex = r"\d{1,9}"
