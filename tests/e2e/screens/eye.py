"""Looks at a page: for what is wrong with it, and to take its picture."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import CDPSession, ConsoleMessage, Page

ROOT = Path(__file__).parents[3]
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
FAULTS = Path(__file__).with_name("eye.js")
QUALITY = 82  # of WebP, in percent

# Animations come to their end; what runs for ever stands at its beginning.
SETTLE = """async () => {
  document.documentElement.style.caretColor = 'transparent';
  await document.fonts.ready;
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().endTime === Infinity) { animation.pause(); animation.currentTime = 0; }
    else animation.finish();
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

CHOOSE = """(language) => {
  localStorage.setItem('snowfight.preferences', JSON.stringify({ language }));
  window.dispatchEvent(new StorageEvent('storage'));
}"""

# Every rule of WCAG 2.2 AA, and what axe's authors take for good practice.
JUDGE = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}"""

# Calls that the played server refuses, the service worker, which the tests of screens do without, and what axe fetches
# anew where the network was gone before the page had fetched ahead.
OWN_DOING = (
    "Failed to load resource",
    "Service Worker registration blocked by Playwright",
    "Couldn't load preload assets",
)

Theme = Literal["light", "dark"]
HEIGHTS = {360: 740, 768: 1024, 1440: 900}


@dataclass(frozen=True)
class View:
    """A width in pixels and a theme."""

    width: int
    theme: Theme

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}"


def views(widths: tuple[int, ...]) -> Iterator[View]:
    """Both themes at each width, the widest first."""
    for width in sorted(widths, reverse=True):
        yield View(width, "light")
        yield View(width, "dark")


def judged(widths: tuple[int, ...]) -> tuple[View, ...]:
    """The views that axe looks at: what it judges differs between themes and between wide and narrow."""
    return View(max(widths), "light"), View(max(widths), "dark"), View(min(widths), "dark")


class Eye:
    """Looks at one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._console: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._console.append(f"{error}"))

    def console(self) -> list[str]:
        """What the page's console complained of since this was asked last."""
        lines, self._console = self._console, []
        return lines

    def turn(self, view: View) -> None:
        """Show the page that wide, in that theme, with nothing moving."""
        self._page.set_viewport_size({"width": view.width, "height": HEIGHTS[view.width]})
        self._page.emulate_media(color_scheme=view.theme)
        self._page.evaluate(SETTLE)

    def translate(self, language: str) -> None:
        """Show the page in that language, as when it is chosen in another tab."""
        self._page.evaluate(CHOOSE, language)
        self._page.locator(f"html[lang={language}]").wait_for()
        self._page.evaluate(SETTLE)

    def faults(self) -> list[str]:
        """What sticks out or is cut off."""
        return self._page.evaluate(FAULTS.read_text())

    def barriers(self) -> list[str]:
        """What axe finds."""
        self._page.evaluate(AXE.read_text())
        return self._page.evaluate(JUDGE)

    def picture(self) -> bytes:
        """What is seen, as WebP."""
        options = {"format": "webp", "quality": QUALITY}
        return base64.b64decode(self._devtools.send("Page.captureScreenshot", options)["data"])

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(OWN_DOING):
            self._console.append(message.text)
