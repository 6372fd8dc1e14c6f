"""Every screen in both themes at three widths: nothing sticks out or is cut off, the console is silent, axe finds
nothing. The pictures go to build/screens, or to where SCREENS says."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import FLAGS
from tests.e2e.screens.call_tour import CALL_SCREENS
from tests.e2e.screens.community_tour import COMMUNITY_SCREENS
from tests.e2e.screens.eye import ROOT, Eye, judged, views
from tests.e2e.screens.people import NOW
from tests.e2e.screens.robot_tour import ROBOT_SCREENS
from tests.e2e.screens.tour import SCREENS, Screen
from tests.e2e.screens.world import World

FOLDER = Path(os.environ.get("SCREENS", ROOT / "build/screens"))


@pytest.fixture(scope="module")
def chromium(shell: Path | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shell, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(chromium: Browser, base: str, world: World, zone: str | None = "Europe/Istanbul") -> Generator[Page]:
    """A page in the world, where it is always the same minute. Without a `zone` it has that of the machine."""
    context = chromium.new_context(
        base_url=base,
        locale="en-GB",
        timezone_id=zone,
        reduced_motion="reduce",
        service_workers="block",
        viewport={"width": 1440, "height": 900},
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    world.attach(page)
    yield page
    context.close()


ALL = [*SCREENS, *CALL_SCREENS, *COMMUNITY_SCREENS, *ROBOT_SCREENS]


@pytest.mark.parametrize("screen", ALL, ids=lambda screen: screen.name)
def test_a_screen_is_whole_and_open_to_everybody(chromium: Browser, base: str, screen: Screen) -> None:
    world = World()
    screen.prepare(world)
    with opened(chromium, base, world) as page:
        eye = Eye(page)
        page.goto(screen.path)
        for language in ("tr", "en"):  # both are there, whatever becomes of the network
            eye.translate(language)
        screen.arrive(page)
        wrong: dict[str, list[str]] = {}
        FOLDER.mkdir(parents=True, exist_ok=True)
        for view in views(screen.widths):
            eye.turn(view)
            screen.again(page)
            (FOLDER / f"{screen.name}-{view}.webp").write_bytes(eye.picture())
            wrong[f"{view}"] = eye.faults() + (eye.barriers() if view in judged(screen.widths) else [])
        eye.translate("tr")
        wrong["Turkish"] = eye.faults()
        wrong["console"] = eye.console()
        assert {view: faults for view, faults in wrong.items() if faults} == {}
