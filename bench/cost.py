"""`make cost`: docs/cost.md, from what the code was counted to ask of AWS, and AWS's list prices.

Counting takes a minute, so what was counted is kept in bench/measured.json; `--check` says whether both files are true.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path

from bench import prices
from bench.actions import actions
from bench.calls.actions import calling
from bench.notices.actions import noticing
from bench.presence import CHURN, Site
from bench.robots.events import telling
from bench.robots.hooks import hooking
from bench.robots.imports import importing
from bench.search.actions import searching
from bench.usage import Usage
from tests.support.dynamodb import bound_elsewhere

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "bench/measured.json"
DOCUMENT = ROOT / "docs/cost.md"

SITES = {10: 20, 1000: 5}
"""Users, and minutes that they are watched."""

HUGE = 100_000
WELCOME = 2
"""Frames that a connection is welcomed with."""

MONTH_HOURS = 730
SWEEPS = 4 * 12 * MONTH_HOURS
"""The schedules' calls in a month: four functions, every five minutes."""

MESSAGE_KB = 0.35
"""A text as the messages table keeps it, with the 100 bytes that DynamoDB adds; a million are as many GB."""
INDEX_KB = 0.05
"""What the search index has of it (`make bench PARTS=search`)."""

NOTES = """\
`writes` and `reads` are DynamoDB's units; an ack is a post. What presence tells about a message in the public chat, or
about who opens the page, is in it whole, though one telling serves all that happens in an interval. A file goes from
the browser to Cloudinary and back, and never through AWS. `files` are those of the search index in S3: a search opens
one after the other until it has found 20 messages, here with none at hand from the search before; for a rare word that
is all 16. A chat of fewer than 4,096 messages has no index and is read from its newest message on, here for a rare word
to its end. Messages are indexed 4,096 at a time. A text reads the accounts of those members who are away, half a unit
each: can they be told? Where some can, it costs one write more, however many they are. A push is here one
invocation of the notifier, with 256 MB, and 1.2 KB that leave AWS. A mail is counted from the notifier on, and costs
what SES asks, and a little. Most of a call is that both devices say every 20 seconds that they are there, and that a
watcher looks for those that do not; media never come by, but through relays, which are not counted. A hook's message is
one post of it, of a hook that has been used within the hour. An event is one invocation of its sender, with 256 MB,
that waits a tenth of a second for the receiver; of many at once each is a write and that wait. An imported text is one
of a thousand, where every fifth is a reply and every tenth has two reactions."""

Measured = dict[str, Usage]


def measure(sites: dict[int, int] = SITES) -> Measured:
    """Count everything anew."""
    watched = {_site(users): presence(users, minutes) for users, minutes in sites.items()}
    robots = {**hooking(), **telling(), **importing()}
    return {**actions(), **searching(), **noticing(), **calling(), **robots, **watched}


def presence(users: int, minutes: int) -> Usage:
    """What presence asks in an hour, a tenth of the users coming and a tenth going each minute."""
    with bound_elsewhere():
        site = Site(users)
        site.live(minutes)
    arrivals = users * CHURN * minutes
    watched = Usage(
        frames=arrivals * 1.5,  # `presence`, and of half of them `join`
        posts=site.meter.posts,
        invocations=site.invocations + arrivals * 4.5,  # ticket, connection, its end, and those frames
        requests=site.requests,
        writes=site.writes,
        reads=site.reads,
    )
    return watched.over(minutes / 60)


def huge(measured: Measured) -> Usage:
    """The same of more users than can be watched here: a thousand's, times as many, but for the frames of counts.

    Of those there are no more, however many users there are: the budget of presence is one of posts a second.
    """
    thousand, times = measured[_site(1000)], HUGE // 1000
    welcomes = 1000 * CHURN * 60 * WELCOME
    return replace(thousand.over(1 / times), posts=thousand.posts + (times - 1) * welcomes)


def document(measured: Measured) -> str:
    """docs/cost.md."""
    return "\n".join([_head(), _messages(measured), _presence(measured), _nobody(), prices.section(), ""])


def _head() -> str:
    return f"""# What it costs

Made by `make cost`: requests are counted while the code serves each action (`bench/actions.py`), and multiplied with
AWS's list prices in {prices.REGION} as of {prices.DATE} (`bench/prices.py`), without the free tiers, which cover small
sites. Not counted: mails with codes, Cloudinary's plan, Cognito beyond its free users, and what browsers load once and
keep.
"""


def _messages(measured: Measured) -> str:
    lines = [
        "## Messages",
        "",
        "| action | frames in | posts | calls | invocations | writes | reads | files | 1,000 cost | 1,000,000 cost |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, usage in measured.items():
        if not name.startswith("presence"):
            figures = [usage.frames, usage.posts, usage.calls, usage.invocations, usage.writes, usage.reads]
            cells = [
                *(
                    f"{figure:,.3g}" if figure < 1 else f"{figure:,.4g}"
                    for figure in [*figures, usage.puts + usage.gets]
                ),
                _money(usage.dollars * 1e3),
                _money(usage.dollars * 1e6),
            ]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(
        [
            *lines,
            "",
            NOTES,
            "",
        ]
    )


def _presence(measured: Measured) -> str:
    lines = [
        "## Presence",
        "",
        "A tenth of the users come and a tenth go each minute, half of them show the public chat: a bad day. Who stays",
        "costs the open connection, and frames of counts within the budget.",
        "",
        "| users | posts an hour | writes | reads | presence, an hour | connections, an hour | a user and hour |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for users, usage in [*((users, measured[_site(users)]) for users in SITES), (HUGE, huge(measured))]:
        there = users * 60 * prices.CONNECTION_MINUTE
        cells = [f"{figure:,.0f}" for figure in (users, usage.posts, usage.writes, usage.reads)]
        money = [_money(usage.dollars), _money(there), _money((usage.dollars + there) / users)]
        lines.append(f"| {' | '.join([*cells, *money])} |")
    return "\n".join(
        [
            *lines,
            "",
            f"10 and 1,000 users were counted. {HUGE:,} are the thousand's figures a hundredfold, but for the counts:",
            "of those no number of users causes more than the budget (docs/presence.md).",
            "",
        ]
    )


def _nobody() -> str:
    index = INDEX_KB * prices.OBJECTS_GB
    sweeps = Usage(invocations=SWEEPS, requests=SWEEPS * 3, reads=SWEEPS * 3).dollars
    kept = prices.STORED_GB + prices.RECOVERY_GB
    return f"""## Nobody there

Storage, and that is all that is billed: {_money(kept)} a month for each GB of rooms and messages, point-in-time
recovery included. Each nightly copy that `keep_data` has made costs {_money(prices.BACKUP_GB)} a GB and month while it
is kept. A million texts are {MESSAGE_KB} GB, {_money(MESSAGE_KB * kept)} a month; their search
index is {INDEX_KB} GB in S3, {_money(index)}. Nothing runs for it but a look at its files twice a day.

Four schedules look every five minutes for what got lost and what has waited: {SWEEPS:,} short invocations,
{_money(sweeps)} a month at list price, of which Lambda's free million leaves a fraction of a cent.
Alarms, where `alarm_address` is set, are {_money(prices.ALARM)} a month for each metric that one watches, the first ten
free: some three dollars.
"""


def _site(users: int) -> str:
    return f"presence of {users:,} users, an hour"


def _money(dollars: float) -> str:
    """Two digits that say something, at least cents of whole dollars."""
    return f"${dollars:,.2f}" if dollars >= 1 else f"${Decimal(f'{dollars:.2g}'):f}"


def kept() -> Measured:
    """What was counted last."""
    return {name: Usage(**counts) for name, counts in json.loads(MEASURED.read_text()).items()}


def main() -> None:
    """Count, and write both files; with `--check` fail where they say something else."""
    usages = measure()
    texts = {
        MEASURED: json.dumps({name: asdict(usage) for name, usage in usages.items()}, indent=2) + "\n",
        DOCUMENT: document(usages),
    }
    if sys.argv[1:] == ["--check"]:
        stale = [path.name for path, text in texts.items() if not path.exists() or path.read_text() != text]
        sys.exit(f"{', '.join(stale)}: run `make cost`" if stale else 0)
    for path, text in texts.items():
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
