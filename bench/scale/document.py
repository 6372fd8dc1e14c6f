"""docs/scale.md: `page.md`, with the figures of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.scale.limits import PARTITION_READS, PARTITION_WRITES, Limits
from bench.scale.load import LOOKING, Load
from bench.scale.raised import BACK_WITHIN, ceiling, raised
from bench.scale.reading import ALL, Reading, reading
from bench.scale.reconnect import Design, floor, reconnect
from ops.quotas.table import PEOPLE, QUOTAS

PAGE = Path(__file__).parent / "page.md"
MESSAGES = (1, 10, 100)
"""A second."""
FORMER = replace(Limits(), calls=500, connects=200)
"""With the settings as they were before ADR 0074."""
DESIGNS: dict[str, tuple[Limits | None, Design]] = {
    "as set": (Limits(), Design()),
    "settings raised": (None, Design()),
    "tickets with the calls": (Limits(), Design(tickets=False)),
    "less hasty": (Limits(), Design(hasty=False)),
    "as it was": (FORMER, Design(tickets=False, hasty=False)),
}
"""The settings, None: as `raised` has them; and what else is otherwise."""
SETTINGS = {
    "calls_per_second": Limits.calls,
    "frames_per_second": Limits.frames,
    "connects_per_second": Limits.connects,
}
NEARLY_ALL = 0.99


@dataclass(frozen=True)
class Back:
    """Seconds until half of all have a socket, half, and the last, all that they had; and requests of each."""

    socket: float
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
            course = reconnect(people, limits or with_settings(people), design)
            asked = sum(course.asked) * course.each / people
            found[people, name] = Back(course.median(1), course.median(4), course.last(4), asked)
    return found


def with_settings(people: int) -> Limits:
    """An account as AWS makes it, with the settings that so many people need."""
    wanted = {name.removesuffix("_per_second"): float(raised(people)[name]) for name in SETTINGS}
    return replace(Limits(), **wanted)


def document() -> str:
    """The whole page."""
    most = Load(PEOPLE[-1], 10)
    hottest = most.units[1]["rooms", "ROOM#public-chat"]
    worst = reconnects()[PEOPLE[-1], "as set"]
    former = reconnects()[PEOPLE[-1], "as it was"]
    tables = {
        "messages": _messages(),
        "enough": _enough(),
        "quotas": _quotas(),
        "partitions": _partitions(),
        "reconnect": _reconnect(),
    }
    return PAGE.read_text().format(
        **tables,
        one=carried(1),
        ten=carried(10),
        back=BACK_WITHIN / 60,
        ceiling=ceiling(),
        pings=most.pings * LOOKING,
        full=PARTITION_READS / hottest * most.people,
        told=", ".join(f"{Load(people, 1).told(Limits()):.0%} of {people:,}" for people in PEOPLE[1:]),
        former=former.last / 60,
        millions=worst.asked * PEOPLE[-1] / 1e6,
    )


def carried(messages: float) -> int:
    """People, in hundreds, whose posts the usual quota carries."""
    return max(people for people in range(100, 50_000, 100) if Load(people, messages).gateway <= Limits().gateway)


def _messages() -> str:
    rows: list[Sequence[str]] = []
    for (people, each), course in readings().items():
        load, frames = Load(people, each), course.frames
        (name, times), *others = sorted(load.ratios(Limits()).items(), key=lambda found: -found[1])
        cells = [
            f"{name}, {_times(times)}",
            "; ".join(f"{also}, {_times(more)}" for also, more in others[:2] if more >= 1) or "–",
            "all" if frames.reached > ALL else f"{frames.reached:.1%}",
            _time(course.median),
            _time(course.last),
            "all" if frames.through > NEARLY_ALL else f"{frames.through:.0%}",
            _dollars(load.dollars()),
        ]
        rows.append([f"{people:,}", f"{each}", *cells])
    head = ["people", "messages a second", "first", "then", "of the frames come", "half have it", "the last has it"]
    return _table([*head, "of all else comes", "an hour, all let through"], rows)


def _enough() -> str:
    rows: list[Sequence[str]] = []
    for people in PEOPLE[2:]:
        wanted, load = raised(people), Load(people, 1)
        gateway = wanted["L-8A5B8E43"]
        limits = replace(Limits(), gateway=gateway, gateway_burst=gateway / 2, concurrency=wanted["L-B99A9384"])
        cells = [f"{people:,}", "1", f"{gateway:,}", _time(reading(load, limits).last), _dollars(load.dollars())]
        rows.append(cells)
    return _table(["people", "messages a second", "gateway requests a second", "the last has it", "an hour"], rows)


def _quotas() -> str:
    wanted = [raised(people) for people in PEOPLE]
    names = {quota.code: (f"{quota.name} (`{quota.code}`)", quota.usual) for quota in QUOTAS}
    names |= {name: (f"setting `{name}`", int(usual)) for name, usual in SETTINGS.items()}
    rows = [[name, f"{usual:,}", *(f"{each[key]:,}" for each in wanted)] for key, (name, usual) in names.items()]
    return _table(["quota or setting", "usual", *(f"{people:,} people" for people in PEOPLE)], rows)


def _partitions() -> str:
    sites = [Load(people, 10) for people in PEOPLE[1:]]
    rows: list[Sequence[str]] = []
    for kind, at, limit in (("writes", 0, PARTITION_WRITES), ("reads", 1, PARTITION_READS)):
        most = sites[-1].units[at]
        for table in ("rooms", "messages", "ephemeral"):
            key = max((key for key in most if key[0] == table), key=lambda key: most[key])
            shares = [f"{site.units[at][key] / limit:.1%}" for site in sites]
            rows.append([table, f"`{key[1]}`", kind, *shares])
    return _table(["table", "hottest partition", "units", *(f"{site.people:,} people" for site in sites)], rows)


def _reconnect() -> str:
    rows: list[Sequence[str]] = []
    for people in PEOPLE:
        back = {name: reconnects()[people, name] for name in DESIGNS}
        lasts = [_time(each.last) for each in back.values()]
        as_set = back["as set"]
        cells = [_time(floor(people, Limits())), _time(as_set.half), *lasts, f"{as_set.asked:,.0f}"]
        rows.append([f"{people:,}", *cells])
    head = ["people", "the quota's time", "half, as set", *(f"the last, {name}" for name in DESIGNS)]
    return _table([*head, "requests of each, as set"], rows)


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
    return f"{seconds:.3g} s" if seconds < 120 else f"{seconds / 60:,.1f} min"  # noqa: PLR2004


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}" if amount < 100 else f"${amount:,.0f}"  # noqa: PLR2004
