"""PostgreSQL with a full-text index, as it is installed, in a cluster that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

USER = "postgres"
"""Who it runs as where we are root, whom it refuses; Debian's package makes that user."""

SCHEMA = """
CREATE TABLE messages (seq integer PRIMARY KEY, body text NOT NULL,
                       words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED);
SET max_parallel_workers_per_gather = 0;
SET max_parallel_maintenance_workers = 0;
"""
"""The words are kept beside the text, which is faster than an index on an expression (its manual, 12.2.2); one process
does all of the work, so that its processor can be told."""

FIND = "SELECT seq, body FROM messages WHERE words @@ to_tsquery('simple', '{}') ORDER BY seq DESC LIMIT 20;"

PLANS = ("on", "off")
"""Whether it may read the table from its newest row back instead of asking the full-text index. It decides by how often
it believes that a word is there; where that is wrong, the other way is faster by far."""

ROUNDS = 20


class Missing(Exception):
    """PostgreSQL is not installed."""


class Postgres:
    """`cluster` is its folder; one session."""

    def __init__(self, session: subprocess.Popen[str], cluster: Path) -> None:
        self._session = session
        self._cluster = cluster
        self._backend = int(self.ask("SELECT pg_backend_pid();")[0])

    def ask(self, sql: str) -> list[str]:
        """Run statements; the lines of their answer."""
        asked, answered = self._session.stdin, self._session.stdout
        if asked is None or answered is None:
            raise RuntimeError("PostgreSQL's client is not connected by pipes")
        asked.write(f"{sql}\n\\echo done\n")
        asked.flush()
        lines: list[str] = []
        while (line := answered.readline().rstrip("\n")) != "done":
            if not line and self._session.poll() is not None:
                raise RuntimeError("PostgreSQL's client has gone")
            lines.append(line)
        return lines

    def load(self, texts: Sequence[str]) -> float:
        """Take in all messages, numbered from 1, and index them; returns the seconds of processor that took."""
        self.ask(SCHEMA)
        began = self.processor()
        escaped = (text.replace("\\", "\\\\") for text in texts)
        rows = "".join(f"{seq}\t{text}\n" for seq, text in enumerate(escaped, 1))
        self.ask(f"COPY messages (seq, body) FROM STDIN;\n{rows}\\.")
        self.ask("CREATE INDEX found ON messages USING gin (words);")
        took = self.processor() - began
        self.ask("VACUUM ANALYZE messages;")
        return took

    def size(self) -> int:
        """Bytes of the index, and of the words that the table has beside each text."""
        return int(self.ask("SELECT pg_relation_size('found') + sum(pg_column_size(words)) FROM messages;")[0])

    def find(self, tsquery: str) -> tuple[int, float]:
        """How many messages are on the first page, and the seconds of processor that a search takes by the better of
        its plans."""
        times: list[float] = []
        found = 0
        for plan in PLANS:
            self.ask(f"SET enable_indexscan = {plan};")
            found = len(self.ask(FIND.format(tsquery)))
            began = self.processor()
            self.ask("\n".join([FIND.format(tsquery)] * ROUNDS))
            times.append((self.processor() - began) / ROUNDS)
        return found, min(times)

    def processor(self) -> float:
        """Seconds that the process which serves this session has used."""
        return time.clock_gettime(~self._backend << 3 | 2)  # as clock_getcpuclockid(3) makes it on Linux

    def resident(self) -> int:
        """Bytes of memory that it holds while nobody asks: of all its processes, what they share counted once."""
        server = int((self._cluster / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        return sum(_proportional(int(each)) for each in [str(server), *children])


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


@contextmanager
def postgres() -> Generator[Postgres]:
    """Run one until the block ends; raises Missing."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("pg_ctl")
    if not programs and not found:
        raise Missing("There is no PostgreSQL: install it (on Debian: apt-get install postgresql), and try again.")
    folder = programs[-1] if programs else Path(str(found)).parent
    user = USER if os.getuid() == 0 else None
    with TemporaryDirectory() as top:
        if user:
            shutil.chown(top, user)
        cluster = f"{top}/cluster"
        _run(
            [f"{folder}/initdb", "-D", cluster, "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"], user, top
        )
        served = ["-o", f"-k {top} -c listen_addresses= -c fsync=off", "-l", f"{top}/log", "-w"]
        _run([f"{folder}/pg_ctl", "-D", cluster, *served, "start"], user, top)
        try:
            with subprocess.Popen(
                [f"{folder}/psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", top, "-U", USER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                user=user,
                cwd=top,
            ) as session:
                yield Postgres(session, Path(cluster))
                session.communicate("\\q\n")
        finally:
            _run([f"{folder}/pg_ctl", "-D", cluster, "-m", "fast", "-w", "stop"], user, top)


def _run(command: list[str], user: str | None, folder: str) -> None:
    subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
