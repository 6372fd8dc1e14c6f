"""Synapse as it runs: an environment of its own, on PostgreSQL where that is installed and on SQLite where not."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.environment import environment
from bench.peers.servers import FOLDER, Servers, servers
from local.ministack import free_port

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
SECRET = "registering on this machine"  # noqa: S105
NOBODY = "nobody"
"""Whom PostgreSQL runs as where we are root: it refuses to be."""

RATES = (
    *("message", "registration", "login.address", "login.account", "login.failed_attempts", "joins.local"),
    *("joins.remote", "joins_per_room", "invites.per_room", "invites.per_user", "invites.per_issuer"),
    *("room_creation", "admin_redaction", "presence.per_user"),
)
"""What is limited by itself: nothing here is to wait for a budget."""

BARELY = {"per_second": 100_000, "burst_count": 100_000}


@contextmanager
def running() -> Generator[tuple[int, str, Servers]]:
    """Run Synapse until the block ends; yields its port, what runs in words, and the processes. Raises Missing."""
    python = environment(FOLDER / "synapse", REQUIREMENTS)
    with servers() as started:
        port = free_port()
        database, words = _database(started)
        settings = started.folder / "homeserver.yaml"
        settings.write_text(json.dumps(_settings(started.folder, port, database)))  # JSON is YAML
        command = [str(python), "-m", "synapse.app.homeserver", "--config-path", str(settings)]
        started.start(command, port)
        asked = "from importlib.metadata import version; print(version('matrix-synapse'))"
        yield port, f"{_said(str(python), '-c', asked)}, {words}", started


def _settings(folder: Path, port: int, database: dict[str, Any]) -> dict[str, Any]:
    key, log = folder / "signing.key", folder / "log.json"
    seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    key.write_text(f"ed25519 a_key {seed}\n")
    log.write_text(json.dumps({"version": 1, "root": {"level": "WARNING"}}))
    resources = [{"names": ["client"], "compress": False}]
    return {
        "server_name": "localhost",
        "listeners": [{"port": port, "type": "http", "bind_addresses": ["127.0.0.1"], "resources": resources}],
        "database": database,
        "signing_key_path": str(key),
        "log_config": str(log),
        "media_store_path": str(folder / "media"),
        "registration_shared_secret": SECRET,
        "bcrypt_rounds": 4,
        "trusted_key_servers": [],
        "report_stats": False,
        **_rates(),
    }


def _rates() -> dict[str, Any]:
    rates: dict[str, Any] = {}
    for name in RATES:
        group, _, part = name.partition(".")
        if part:
            rates.setdefault(f"rc_{group}", {})[part] = BARELY
        else:
            rates[f"rc_{group}"] = BARELY
    return rates


def _database(started: Servers) -> tuple[dict[str, Any], str]:
    """Settings of a database that runs, and its name; raises Missing."""
    programs = _postgres()
    if not programs:
        return {"name": "sqlite3", "args": {"database": str(started.folder / "synapse.db")}}, "SQLite"
    data, port = started.folder / "data", free_port()
    data.mkdir()
    user = NOBODY if os.geteuid() == 0 else None
    if user:
        shutil.chown(data, user)
    options = ["--username", "synapse", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
    command = [str(programs / "initdb"), "--pgdata", str(data), *options]
    subprocess.run(command, check=True, capture_output=True, cwd=started.folder, user=user)
    server = str(programs / "postgres")
    started.start([server, "-D", str(data), "-p", f"{port}", "-h", "127.0.0.1", "-k", ""], port, user=user)
    version = _said(server, "--version").split()[2]
    place = {"host": "127.0.0.1", "port": port, "user": "synapse", "dbname": "postgres"}
    return {"name": "psycopg2", "args": {**place, "cp_min": 5, "cp_max": 10}}, f"PostgreSQL {version}"


def _postgres() -> Path | None:
    """The folder of PostgreSQL's programs: those that are called, or where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max((each.parent for each in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
