"""What searching and indexing ask of AWS, for `make cost`: counted as everything there, by the code itself."""

from __future__ import annotations

from bench.search.load import Load
from bench.search.site import Site
from bench.usage import Usage
from snowfight.storage.messages.log import INDEXED_EVERY
from snowfight.storage.search.manifests import Extent
from tests.support.dynamodb import bound_elsewhere

TEXT = "Meet you at the fort after lunch; bring the big ones, and all."
RARE = "The snowman has your scarf."
"""Said a few times when the chat was young."""
OFTEN = 10

SCALE = Extent(every=16, file=64)
FILES = 16
"""Of a million messages; those here are of fewer, which asks for the same."""

SMALL = 4000
"""Messages of a chat that has no index yet."""

SEARCH_SECONDS = 0.03
ROW_SECONDS = 0.00015
INDEX_SECONDS = 0.00025
"""A function's work for a search, for each message that one reads in the log, and for each that is indexed: some 8 ms,
and 40 and 70 ms for 1,000, of a whole processor (`make bench PARTS=search`), of which it has 0.29."""


def searching() -> dict[str, Usage]:
    """What each asks for."""
    with bound_elsewhere():
        found = {f"a search in a chat of {SMALL:,}": _search(_told(SMALL, Extent()), "snowman", read=SMALL)}
        large = _told(FILES * SCALE.file, SCALE)  # from here on rows are those of this site
        found["a search among 1,000,000, a common word"] = _search(large, "fort")
        found["a search among 1,000,000, a rare word"] = _search(large, "snowman")
        found["a message is indexed"] = _indexed()
    return found


def _told(length: int, extent: Extent) -> Site:
    """A chat in which so much was said, all of it indexed."""
    site = Site([RARE] * OFTEN + [TEXT] * (length - OFTEN), extent)
    site.grow(length)
    site.index()
    return site


def _search(site: Site, q: str, read: int = 0) -> Usage:
    """By a function that has no file at hand, and reads so many messages in the log."""
    ask = site.asking()
    with site.watched() as load:
        ask(q)
    return _usage(load, calls=1, work=SEARCH_SECONDS + read * ROW_SECONDS)


def _indexed() -> Usage:
    """One of those that are indexed together, in a file that is there."""
    site = Site([TEXT] * 2 * INDEXED_EVERY)
    site.grow(INDEXED_EVERY)
    site.index()
    site.grow(2 * INDEXED_EVERY)
    with site.watched() as load:
        site.index()
    return _usage(load, calls=0, work=INDEX_SECONDS * INDEXED_EVERY).over(INDEXED_EVERY)


def _usage(load: Load, *, calls: int, work: float) -> Usage:
    return Usage(
        calls=calls,
        invocations=1,
        requests=load.requests,
        writes=load.writes,
        reads=load.reads,
        puts=load.puts,
        gets=load.gets,
        work=work,
    )
