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
from bench.presence import CHURN, Site
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
SWEEPS = 2 * 12 * MONTH_HOURS
"""The schedules' calls in a month: two functions, every five minutes."""

MESSAGE_KB = 0.35
"""A text as the messages table keeps it, with the 100 bytes that DynamoDB adds; a million are as many GB."""

NOTES = """\
`writes` and `reads` are DynamoDB's units; an ack is a post. What presence tells about a message in the public chat, or
about who opens the page, is in it whole, though one telling serves all that happens in an interval. A file goes from
the browser to Cloudinary and back, and never through AWS."""

Measured = dict[str, Usage]


def measure(sites: dict[int, int] = SITES) -> Measured:
    """Count everything anew."""
    return {**actions(), **{_site(users): presence(users, minutes) for users, minutes in sites.items()}}


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
    return "\n".join([_head(), _messages(measured), _presence(measured), _nobody(), _prices(), ""])


def _head() -> str:
    return f"""# What it costs

Made by `make cost`: requests are counted while the code serves each action (`bench/actions.py`), and multiplied with
AWS's list prices in {prices.REGION} as of {prices.DATE} (`bench/prices.py`), without the free tiers, which cover small
sites. Not counted: mail, Cloudinary's plan, Cognito beyond its free users, and what browsers load once and keep.
"""


def _messages(measured: Measured) -> str:
    lines = [
        "## Messages",
        "",
        "| action | frames in | posts | calls | invocations | writes | reads | 1,000 cost | 1,000,000 cost |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, usage in measured.items():
        if not name.startswith("presence"):
            figures = [usage.frames, usage.posts, usage.calls, usage.invocations, usage.writes, usage.reads]
            cells = [
                *(f"{figure:,.4g}" for figure in figures),
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
    sweeps = Usage(invocations=SWEEPS, requests=SWEEPS * 3, reads=SWEEPS * 3).dollars
    kept = prices.STORED_GB + prices.RECOVERY_GB
    return f"""## Nobody there

Storage, and that is all that is billed: {_money(kept)} a month for each GB of rooms and messages, point-in-time
recovery included. Each nightly copy that `keep_data` has made costs {_money(prices.BACKUP_GB)} a GB and month while it
is kept. A million texts are {MESSAGE_KB} GB, {_money(MESSAGE_KB * kept)} a month.

Two schedules look every five minutes for what got lost: {SWEEPS:,} short invocations, {_money(sweeps)} a month at list
price, of which Lambda's free million leaves a fraction of a cent. Alarms, where `alarm_address` is set, are
{_money(prices.ALARM)} a month for each metric that one watches, the first ten free: some three dollars.
"""


def _prices() -> str:
    rows = [
        ("API Gateway, a WebSocket frame", prices.SOCKET_MESSAGE * 1e6, "million"),
        ("API Gateway, a connection's minute", prices.CONNECTION_MINUTE * 1e6, "million"),
        ("API Gateway, an HTTP call", prices.CALL * 1e6, "million"),
        ("CloudFront, a request", prices.EDGE_CALL * 1e6, "million"),
        ("DynamoDB, a write unit", prices.WRITE_UNIT * 1e6, "million"),
        ("DynamoDB, a read unit", prices.READ_UNIT * 1e6, "million"),
        ("DynamoDB, kept with point-in-time recovery", prices.STORED_GB + prices.RECOVERY_GB, "GB and month"),
        ("AWS Backup, a copy", prices.BACKUP_GB, "GB and month"),
        ("Lambda, an invocation", prices.INVOCATION * 1e6, "million"),
        ("Lambda on arm64, a GB second", prices.GB_SECOND * 1e6, "million"),
        ("CloudWatch Logs, taken in", prices.LOG_GB, "GB"),
        ("CloudWatch, a watched metric", prices.ALARM, "month"),
    ]
    lines = [f"| {name} | {price:.4g} | {unit} |" for name, price, unit in rows]
    return "\n".join(["## Prices", "", "| what | US dollars | a |", "|---|---:|---|", *lines])


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
    told = measure()
    texts = {
        MEASURED: json.dumps({name: asdict(usage) for name, usage in told.items()}, indent=2) + "\n",
        DOCUMENT: document(told),
    }
    if sys.argv[1:] == ["--check"]:
        stale = [path.name for path, text in texts.items() if not path.exists() or path.read_text() != text]
        sys.exit(f"{', '.join(stale)}: run `make cost`" if stale else 0)
    for path, text in texts.items():
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
