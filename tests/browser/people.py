"""Somebody at a screen: a browser window of their own, signed in, with what people do in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from afweging.cli.demo import PASSWORD
from tests.browser.house import House

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 15_000  # milliseconds that a state may take to come


@dataclass
class People:
    """Opens windows, and closes them when the test is over."""

    house: House
    browser: Any
    windows: list[Any] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def window(
        self, who: str | None = None, *, scripts: bool = True, fresh: bool = False, **options: Any
    ) -> Any:
        """Return a page of somebody who is signed in, or of a resident. `options` are Playwright’s."""
        context = self.browser.new_context(
            **{"viewport": WIDE, "locale": "nl-NL", "java_script_enabled": scripts, **options},
            base_url=self.house.url,
            accept_downloads=True,
        )
        self.windows.append(context)
        context.set_default_timeout(PATIENCE)
        if who:
            self.be(context, who, fresh=fresh)
        page = context.new_page()
        page.on("response", self._look_at)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.trouble.append(f"{page.url}: {error}"))
        return page

    def be(self, context: Any, who: str, *, fresh: bool = False) -> None:
        """Make a window somebody’s."""
        cookie = {"name": self.house.cookie, "value": self.house.token(who, fresh=fresh)}
        context.add_cookies([{**cookie, "url": self.house.url}])

    def sign_in(self, who: str, **options: Any) -> Any:
        """Return a page of somebody who came in by the door."""
        page = self.window(**options)
        page.goto("/inloggen")
        page.get_by_label("E-mailadres").fill(self.house.email(who))
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url(re.compile("/werk/"))
        return page

    def leave(self) -> None:
        """Close every window; nothing may have gone wrong behind one."""
        for context in self.windows:
            context.close()
        assert not self.trouble, "\n".join(self.trouble)

    def keep_pictures(self, folder: Path) -> None:
        """Keep what stands on every screen now."""
        pages = [page for context in self.windows for page in context.pages]
        for number, page in enumerate(pages):
            page.screenshot(path=str(folder / f"screen-{number}.png"), full_page=True)

    def _look_at(self, response: Any) -> None:
        if response.status >= 500:
            self.trouble.append(f"{response.status} at {response.request.method} {response.url}")

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.trouble.append(message.text)


def path_of(page: Any) -> str:
    """Return where somebody is."""
    return str(page.url).partition("//")[2].partition("/")[2].partition("#")[0]


def saved(page: Any, question_id: str) -> Any:
    """Return the words at a question’s foot that say how it is kept."""
    return page.locator(f"#q-{question_id} [data-saved-state]")


def download(page: Any, link: Any, folder: Path, name: str) -> Path:
    """Take the file that a link leads to, as “save link as” does; return where it was put."""
    response = page.context.request.get(link.get_attribute("href"))
    assert response.ok, response.url
    path = folder / name
    path.write_bytes(response.body())
    return path
