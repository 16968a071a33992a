"""axe-core on a page as it stands in the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.tools.need import missing

AXE = Path(__file__).parents[1] / "tools" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
# On wide screens the style sheet shows what a closed `details` holds (`::details-content`). axe does not know
# of that and would take all of it for hidden, so these stand open while it looks.
RUN = """async (options) => {
  const shown = [...document.querySelectorAll("details:not([open])")].filter(
    (each) => [...each.children].some((child) => child.tagName !== "SUMMARY" && child.checkVisibility()));
  for (const each of shown) each.open = true;
  const results = await axe.run(document, options);
  for (const each of shown) each.open = false;
  return results.violations.map((found) =>
    `${found.id}: ${found.help}\\n` + found.nodes.slice(0, 4).map((node) =>
      `    ${node.html.slice(0, 160)}\\n` +
      `      ${node.any.concat(node.all, node.none).map((each) => each.message)[0] || ""}`
    ).join("\\n"));
}"""


@cache
def source() -> str:
    """Return the text of axe-core, current, as the lock file of the tests names it."""
    if not AXE.exists():
        missing("axe-core")
    return AXE.read_text(encoding="utf-8")


def violations(page: Any, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """Return what axe finds, each with its places. The page’s own policy does not bind the test."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    return list(page.evaluate(RUN, options))


def check(page: Any) -> None:
    """Raise AssertionError with everything that axe finds."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
