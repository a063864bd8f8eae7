"""What axe-core finds against WCAG 2.2 A and AA on a page as it stands, on each of its tabs and in
what opens over it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from components.panels.sections import SECTIONS
from components.view.selection import Pane
from tests.browser.steps import Visit

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
POPOVER = "[data-testid='stPopoverBody']"
SMALL = """(least) => [...document.querySelectorAll('.stMain *, section[data-testid=stSidebar] *')].filter((one) =>
  one.getClientRects().length && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  && !one.closest('script, style, [data-testid=stIconMaterial]') && parseFloat(getComputedStyle(one).fontSize) < least)
  .map((one) => one.outerHTML.slice(0, 120))"""
"""What is written smaller than so many pixels."""


def violations(here: Visit, where: str) -> list[str]:
    """What axe-core finds on the page as it stands, the map's frame included, a line a place."""
    here.idle()
    found = Axe().run(here.page, options=RULES).response["violations"]
    return [
        f"{where}: {one['id']}: {node['target']} {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
    ]


def violations_of_parts(
    here: Visit, sections: Mapping[str, Mapping[Pane, str]] = SECTIONS
) -> list[str]:
    """The same with every part of every section beside the map, and back to the first."""
    found = []
    for section, parts in sections.items():
        for pane, name in parts.items():
            here.go(section, *([name] if len(parts) > 1 else []))
            shown = re.compile(f"pane={pane}" if pane != "events" else "^((?!pane=).)*$")
            here.page.wait_for_url(shown)
            found += violations(here, f"{section}: {name}")
    here.go(next(iter(sections)))
    return found


def violations_of_tabs(here: Visit) -> list[str]:
    """The same on every tab, one after the other."""
    found = []
    for name in here.page.get_by_role("tab").all_inner_texts():
        tab = here.page.get_by_role("tab", name=name, exact=True)
        tab.press("Enter")
        expect(tab).to_have_attribute("aria-selected", "true")
        found += violations(here, name)
    return found


def violations_of_popover(here: Visit, button: str) -> list[str]:
    """The same with what a button opens, which is closed again."""
    here.page.get_by_role("button", name=button).press("Enter")
    expect(here.page.locator(POPOVER)).to_be_visible()
    found = violations(here, button)
    here.page.keyboard.press("Escape")
    expect(here.page.locator(POPOVER)).to_have_count(0)
    return found
