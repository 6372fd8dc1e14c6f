"""docs/scale.md, from a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bench.scale.limits import PARTITION_READS, PARTITION_WRITES, Limits
from bench.scale.load import HEARTBEAT, LOOKING, Load
from bench.scale.raised import BACK_WITHIN, ceiling, raised
from bench.scale.reading import ALL, Reading, reading
from bench.scale.reconnect import Design, floor, reconnect
from bench.scale.text import HEAD, OVERLOAD, READ_ON, RECONNECT, SETTINGS_NOTE, SOURCES
from ops.quotas import PEOPLE, QUOTAS

MESSAGES = (1, 10, 100)
HASTY = 8
DESIGNS = {
    "as set": (Limits(), Design()),
    "tickets apart": (Limits(), Design(tickets=True)),
    "settings raised": (Limits().opened(), Design()),
    "and hastier": (Limits().opened(), Design(hasty=HASTY)),
}


@dataclass(frozen=True)
class Back:
    """Seconds until half of all, and the last, have all that they had; and requests of each."""

    half: float
    last: float
    asked: float


@cache
def readings() -> dict[tuple[int, int], Reading]:
    """Every number of people, with every number of messages, in an account as AWS makes it."""
    return {(people, each): reading(Load(people, each), Limits()) for people in PEOPLE for each in MESSAGES}


@cache
def reconnects() -> dict[tuple[int, str], Back]:
    """Everybody at once, as the client and the settings are, and otherwise."""
    found: dict[tuple[int, str], Back] = {}
    for people in PEOPLE:
        for name, (limits, design) in DESIGNS.items():
            course = reconnect(people, limits, design)
            asked = sum(course.asked) * course.each / people
            found[people, name] = Back(course.median(4), course.last(4), asked)
    return found


def document() -> str:
    """The whole page."""
    parts = [HEAD, _messages(), OVERLOAD, _enough(), _quotas(), _partitions(), _reconnect(), SOURCES]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def most(load: Load) -> list[tuple[str, float]]:
    """The limits by how many times each is asked, the most first."""
    return sorted(load.ratios(Limits()).items(), key=lambda each: -each[1])


def _messages() -> str:
    rows: list[Sequence[str]] = []
    for (people, each), course in readings().items():
        load = Load(people, each)
        name, times, *_ = (found := most(load))[0]
        then = [f"{also}, {more:.1f}×" for also, more in found[1:3] if more >= 1]
        got = "all" if course.frames.reached > ALL else f"{course.frames.reached:.1%}"
        through = "all" if course.frames.through > 0.99 else f"{course.frames.through:.0%}"
        rows.append(
            [
                f"{people:,}",
                f"{each}",
                f"{name}, {_times(times)}",
                "; ".join(then) or "–",
                got,
                _time(course.median),
                _time(course.last),
                through,
            ]
            + [_dollars(load.dollars())]
        )
    head = ["people", "messages a second", "first", "then", "of the frames come", "half have it", "the last has it"]
    return "## What is hit first\n\n" + _table([*head, "of all else comes", "an hour, all let through"], rows)


def _enough() -> str:
    rows: list[Sequence[str]] = []
    for people in PEOPLE[2:]:
        wanted = raised(people)
        gateway, at_once = wanted["L-8A5B8E43"], wanted["L-B99A9384"]
        limits = replace(Limits(), gateway=gateway, gateway_burst=gateway / 2, concurrency=at_once)
        limits = replace(limits, calls=wanted["calls_per_second"])
        course = reading(Load(people, 1), limits)
        rows.append([f"{people:,}", "1", f"{gateway:,}", _time(course.last), _dollars(Load(people, 1).dollars())])
    head = ["people", "messages a second", "gateway requests a second", "the last has it", "an hour"]
    return "With the quotas of the next section it is so:\n\n" + _table(head, rows)


def _quotas() -> str:
    names = {quota.code: f"{quota.name} (`{quota.code}`)" for quota in QUOTAS}
    settings = ("calls_per_second", "frames_per_second", "connects_per_second")
    usual = {quota.code: quota.usual for quota in QUOTAS} | {
        name: int(getattr(Limits(), name[:-11])) for name in settings
    }
    wanted = [raised(people) for people in PEOPLE]
    rows = [
        [names.get(key, f"setting `{key}`"), f"{usual[key]:,}", *(f"{each[key]:,}" for each in wanted)]
        for key in (*names, *settings)
    ]
    return (
        "## What to raise\n\n"
        + _table(["quota or setting", "usual", *(f"{people:,} people" for people in PEOPLE)], rows)
        + "\n\n"
        + SETTINGS_NOTE.format(back=BACK_WITHIN / 60, ceiling=ceiling()).strip()
    )


def _partitions() -> str:
    sites = [Load(people, 10) for people in PEOPLE[1:]]
    rows: list[Sequence[str]] = []
    for kind, at, limit in (("writes", 0, PARTITION_WRITES), ("reads", 1, PARTITION_READS)):
        for table in ("rooms", "messages", "ephemeral"):
            key = max((key for key in sites[-1].units[at] if key[0] == table), key=lambda key: sites[-1].units[at][key])
            shares = [site.units[at][key] / limit for site in sites]
            rows.append([table, f"`{key[1]}`", kind, *(f"{share:.1%}" for share in shares)])
    most = sites[-1].units[1]["rooms", "ROOM#public-chat"]
    full = PARTITION_READS / most * sites[-1].people
    told = [f"{site.told(Limits()):.0%} of {site.people:,}" for site in sites]
    head = ["table", "hottest partition", "units", *(f"{site.people:,} people" for site in sites)]
    return (
        "## The hottest partitions\n\n"
        + _table(head, rows)
        + "\n\n"
        + READ_ON.format(pings=sites[-1].pings * LOOKING, full=full, told=", ".join(told), heartbeat=HEARTBEAT).strip()
    )


def _reconnect() -> str:
    rows: list[Sequence[str]] = []
    for people in PEOPLE:
        back = {name: reconnects()[people, name] for name in DESIGNS}
        as_set = back["as set"]
        rows.append(
            [
                f"{people:,}",
                _time(floor(people, Limits())),
                _time(as_set.half),
                *(_time(each.last) for each in back.values()),
            ]
            + [f"{as_set.asked:,.0f}"]
        )
    head = ["people", "the quota's time", "half, as set", *(f"the last, {name}" for name in DESIGNS)]
    return (
        "## Everybody comes back at once\n\n"
        + _table([*head, "requests of each, as set"], rows)
        + "\n\n"
        + RECONNECT.strip()
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.2g}×"  # noqa: PLR2004


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "over 2 h"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.3g} s" if seconds < 120 else f"{seconds / 60:,.0f} min"  # noqa: PLR2004


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}" if amount < 100 else f"${amount:,.0f}"  # noqa: PLR2004
