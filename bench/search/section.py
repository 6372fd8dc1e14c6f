"""What the index of a long chat and searches in it ask for, measured: `make bench PARTS=search`."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from bench.report import table, title, verdict
from bench.search.load import Load
from bench.search.postgres import Missing, Postgres, postgres
from bench.search.questions import Question, questions
from bench.search.site import Site
from bench.search.texts import messages
from snowfight.domain.search.matching import document, matches
from snowfight.domain.search.query import Query
from snowfight.domain.search.searching import RESULTS
from snowfight.storage.messages.log import INDEXED_EVERY

MESSAGES = int(os.environ.get("MESSAGES", "1000000"))
"""Of the chat; fewer for a glance."""

PART = 65_536
"""Messages of which it is measured what reading the log, or splitting words, takes."""

PAGE = 2000
ROUNDS = 20

INDEX_BYTES = 50
"""At most, a message."""
INDEX_MS = 5
"""At most, to make words of 1,000 messages and index them."""
FEWER_UNITS = 100
"""Times fewer read units, at least, than reading the log for a rare word."""
PEER = 3
"""Times PostgreSQL's processor, at most."""


def search() -> bool:
    """The index, searches beside reading the log, and searches beside PostgreSQL."""
    title(f"Search: a chat of {MESSAGES:,} messages")
    texts = list(messages(MESSAGES))
    print(
        f"48 % English, 48 % Turkish, 4 % Chinese, each word as often as people use it; "
        f"{sum(map(len, texts)) / len(texts):.1f} characters a message.\n"
        "Storage, index and search are the real code. DynamoDB's rows are made as they are read, which is not\n"
        "counted, nor is what botocore takes to receive them; S3 is memory.\n"
    )
    site = Site(texts)
    met = _indexing(site)
    asked = questions(texts)
    warm, log_met = _searches(site, asked)
    try:
        with postgres() as peer:
            return _beside(site, peer, texts, asked, warm) and met and log_met
    except Missing as missing:
        print(f"\nNot compared: {missing}")
        return False


def _indexing(site: Site) -> bool:
    """Index the chat as it grows."""
    with site.watched() as load:
        for length in range(INDEXED_EVERY, MESSAGES + INDEXED_EVERY, INDEXED_EVERY):
            site.grow(min(length, MESSAGES))
            site.index()
    thousands = MESSAGES / 1000
    entries = site.entries(1, min(PART, MESSAGES))
    began = time.process_time()
    for entry in entries:
        document(entry)
    words = (time.process_time() - began) / len(entries) * 1e6
    rest = (load.processor - site.log.seconds) / thousands * 1e3 - words
    rows = [
        ["the log's rows, read and parsed", f"{site.log.seconds / thousands * 1e3:.2f}"],
        ["words", f"{words:.2f}"],
        ["the rest: inserted, files read and written", f"{rest:.2f}"],
    ]
    table([f"indexed at every {INDEXED_EVERY:,}th message", "processor ms for 1,000"], rows)
    print(
        f"For 1,000: {load.reads / thousands:.1f} read units, {load.requests / thousands:.2f} requests of DynamoDB, "
        f"{load.gets / thousands:.2f} reads of S3 and {load.puts / thousands:.2f} writes."
    )
    met = verdict("index, bytes a message", site.index_bytes() / MESSAGES, INDEX_BYTES, at_least=False)
    return verdict("words and index, ms for 1,000", words + rest, INDEX_MS, at_least=False) and met


def _searches(site: Site, asked: Sequence[Question]) -> tuple[dict[str, Load], bool]:
    """What each asks for, without any file and with those that are kept; and beside reading the log."""
    log = _reading_log(site)
    warm: dict[str, Load] = {}
    rows: list[list[str]] = []
    for each in asked:
        ask = site.asking()
        with site.watched() as cold:
            page = ask(each.typed)
        with site.watched() as load:
            for _ in range(ROUNDS):
                ask(each.typed)
        warm[each.name] = load.over(ROUNDS)
        is_full = len(page.results) == RESULTS
        read = (MESSAGES - page.results[-1].message.seq + 1) / MESSAGES if is_full else 1.0
        for name, taken in (("cold", cold), ("warm", warm[each.name])):
            rows.append([f"{each.name}, {name}", str(len(page.results)), *_cells(taken)])
        rows.append(["    the log read instead", "", "", "", *_cells(log.over(1 / read))[2:]])
    print()
    table(["the newest 20", "found", "S3 reads", "S3 KB", "DynamoDB requests", "read units", "processor ms"], rows)
    rare = log.reads / warm["rare word"].reads
    return warm, verdict("read units for a rare word, the log : search", rare, FEWER_UNITS, at_least=True)


def _cells(load: Load) -> list[str]:
    return [
        f"{load.gets:,.0f}",
        f"{load.bytes / 1000:,.0f}",
        f"{load.requests:,.0f}",
        f"{load.reads:,.0f}",
        f"{load.processor * 1000:,.2f}",
    ]


def _reading_log(site: Site) -> Load:
    """Reading all of the log and looking at each message: a part of it, times as many."""
    query, part = Query.of("kitap"), min(PART, MESSAGES)
    with site.watched() as load:
        for first in range(1, part, PAGE):
            for entry in site.entries(first, min(PAGE, part - first + 1)):
                matches(query, entry)
    return load.over(part / MESSAGES)


def _beside(site: Site, peer: Postgres, texts: Sequence[str], asked: Sequence[Question], warm: dict[str, Load]) -> bool:
    """The same of PostgreSQL."""
    idle, took = peer.resident(), peer.load(texts)
    rows: list[list[str]] = []
    total = [0.0, 0.0, 0.0]
    for each in asked:
        found, theirs = peer.find(each.tsquery)
        alone = site.index_alone(each.typed, ROUNDS)
        taken = [theirs, alone, warm[each.name].processor]
        total = [sum(pair) for pair in zip(total, taken, strict=True)]
        rows.append([each.name, str(found), *_compared(*taken)])
    rows.append(["together", "", *_compared(*total)])
    print()
    table(
        ["processor ms, warm", "it found", "PostgreSQL", "our index", "our search", "index : it", "search : it"], rows
    )
    print(
        f"PostgreSQL: {took / MESSAGES * 1e6:.1f} ms for 1,000 messages; index and words {peer.size() / MESSAGES:.0f} "
        f"bytes a message; {idle / 1e6:.0f} MB of memory before and {peer.resident() / 1e6:.0f} MB after, while nobody "
        f"asks: ours none.\nBy the better of its plans. It sends 20 rows to whoever is connected; our search also asks "
        f"who that is and what they may\nread, parses the rows and answers with authors, as a server before "
        f"PostgreSQL does, which is not measured."
    )
    theirs, alone, ours = total
    met = verdict("all six, our index : PostgreSQL", alone / theirs, PEER, at_least=False)
    return verdict("all six, our search : PostgreSQL", ours / theirs, PEER, at_least=False) and met


def _compared(theirs: float, alone: float, ours: float) -> list[str]:
    times = [f"{seconds * 1000:.2f}" for seconds in (theirs, alone, ours)]
    return [*times, f"{alone / theirs:.2f}", f"{ours / theirs:.1f}"]
