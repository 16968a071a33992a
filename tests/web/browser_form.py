"""Reads a form from HTML as a browser without scripts would send it."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


class FormReader(HTMLParser):
    """Collects the successful controls of the page, buttons left out."""

    def __init__(self) -> None:
        super().__init__()
        self.values: MultiDict[str, str] = MultiDict()
        self._area: str | None = None
        self._text = ""
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._area, self._text = given["name"], ""
        elif tag == "select":
            self._select, self._options = given["name"], []
        elif tag == "option" and self._select is not None:
            self._options.append((given["value"], "selected" in given))

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if "name" not in given or kind == "file":
            return
        if kind in ("radio", "checkbox"):
            if "checked" in given:
                self.values.add(given["name"], given["value"])
        else:
            # Browsers take line ends out of one-line inputs, and what is no day out of a date input.
            self.values.add(given["name"], given.get("value", "").replace("\n", "").replace("\r", ""))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            text = self._text.removeprefix("\n").replace("\r\n", "\n").replace("\r", "\n")
            self.values.add(self._area, text.replace("\n", "\r\n"))
            self._area = None
        elif tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected]
            self.values.add(self._select, chosen[-1] if chosen else self._options[0][0])
            self._select = None


def as_sent(html: str) -> MultiDict[str, str]:
    reader = FormReader()
    reader.feed(html)
    reader.close()
    return reader.values
