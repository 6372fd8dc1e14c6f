"""A chat that hooks write into."""

from __future__ import annotations

import pytest

from tests.support.hooks import HookSite
from tests.support.site import Site
from tests.support.wire import Wire


@pytest.fixture
def hooks(wire: Wire, site: Site, monkeypatch: pytest.MonkeyPatch) -> HookSite:
    return HookSite(site, monkeypatch)


@pytest.fixture
def address(hooks: HookSite) -> str:
    """Of a hook in Ann's group."""
    return hooks.address()
