"""The receiver of docs/events.md, run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from snowfight.delivery.outgoing.http_receivers import HttpReceivers
from snowfight.domain.events.signing import new_secret, signed

PAGE = Path(__file__).resolve().parents[3] / "docs/events.md"
SERVING = "print('serving', server.server_port, flush=True)"


def test_it_takes_what_is_ours_once_and_nothing_else(tmp_path: Path) -> None:
    [example] = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    # A port that is free is told before it serves
    served = example.replace("HTTPServer((", "server = HTTPServer((").replace(
        ".serve_forever()", f"; {SERVING}; server.serve_forever()"
    )
    program = tmp_path / "receiver.py"
    program.write_text(served)
    secret, now = new_secret(), datetime.now(UTC)
    environment = {**os.environ, "SECRET": secret, "PORT": "0"}
    with subprocess.Popen([sys.executable, program], env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = f"http://127.0.0.1:{process.stdout.readline().split()[1]}/"
            receivers, body = HttpReceivers(local=True), b'{"type":"test","data":{"room":"x"}}'
            good = signed(secret, "evt_1", now, body)
            assert receivers.post(url, good, body) == 204
            assert receivers.post(url, good, body) == 204
            assert receivers.post(url, good, body.replace(b"x", b"y")) == 401
            assert receivers.post(url, signed(new_secret(), "evt_2", now, body), body) == 401
            old = signed(secret, "evt_3", now - timedelta(hours=1), body)
            assert receivers.post(url, old, body) == 401
        finally:
            process.terminate()
        assert process.stdout.read().splitlines() == ["test {'room': 'x'}"]
