"""Prosody as it runs: the one that is installed, else Debian's, with rooms and an archive of them in its own files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from bench.peers.servers import FOLDER, Missing, Servers, servers
from local.debian import unpack
from local.ministack import free_port

UNPACKED = FOLDER / "prosody"
HOST, ROOMS = "localhost", "rooms.localhost"
SETTINGS = """
run_as_root = true
data_path = "{data}"
pidfile = "{data}/pid"
log = {{ warn = "*console" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
s2s_ports = {{ }}
http_ports = {{ }}
https_ports = {{ }}
modules_enabled = {{ "disco", "ping", "roster", "saslauth" }}
modules_disabled = {{ "s2s", "offline" }}
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
VirtualHost "{host}"
Component "{rooms}" "muc"
modules_enabled = {{ "muc_mam" }}
muc_room_locking = false
"""
"""Without `limits`, so that nothing waits for a budget, and without TLS, which nobody else has here either."""


@contextmanager
def running(people: Iterable[str]) -> Generator[tuple[int, str, Servers]]:
    """Run Prosody until the block ends; people have their names as passwords. Yields as Synapse's; raises Missing."""
    with servers() as started:
        port, data = free_port(), started.folder / "data"
        accounts = data / HOST / "accounts"
        accounts.mkdir(parents=True)
        for name in people:
            (accounts / f"{name}.dat").write_text(f'return {{ ["password"] = "{name}" }};')
        settings = started.folder / "prosody.cfg.lua"
        settings.write_text(SETTINGS.format(data=data, port=port, host=HOST, rooms=ROOMS))
        command, environment, version = _program(started.folder)
        started.start([*command, "-F", "--config", str(settings)], port, environment)
        yield port, version, started


def _program(folder: Path) -> tuple[list[str], dict[str, str], str]:
    """The command, its environment and its version."""
    if installed := shutil.which("prosody"):
        return [installed], {}, _version(Path("/usr/lib/prosody"))
    if not UNPACKED.exists():
        unpack("prosody", UNPACKED)
    program = UNPACKED / "usr/bin/prosody"
    if not program.exists():
        raise Missing("There is no prosody, and none could be fetched: install Prosody 0.12 or later, and try again.")
    own = folder / "prosody"  # it names the folders that it would be installed in
    own.write_text(program.read_text().replace("'/usr/lib/prosody", f"'{UNPACKED}/usr/lib/prosody"))
    libraries = [str(each) for each in UNPACKED.glob("usr/lib/*-linux-*")]
    environment = {
        "LD_LIBRARY_PATH": os.pathsep.join(libraries),
        "LUA_PATH_5_4": f"{UNPACKED}/usr/share/lua/5.4/?.lua;{UNPACKED}/usr/share/lua/5.4/?/init.lua;;",
        "LUA_CPATH_5_4": "".join(f"{each}/lua/5.4/?.so;" for each in libraries) + ";",
    }
    lua = shutil.which("lua5.4") or str(UNPACKED / "usr/bin/lua5.4")
    return [lua, str(own)], environment, _version(UNPACKED / "usr/lib/prosody")


def _version(folder: Path) -> str:
    said = folder / "prosody.version"
    return said.read_text().strip() if said.exists() else ""
