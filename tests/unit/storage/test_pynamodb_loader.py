"""Given a process of its own, when the storage is loaded there, then …"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(code: str) -> list[str]:
    """What `code` prints, word by word, in a fresh interpreter with our package."""
    program = f"import sys\nsys.path[:0] = [{str(ROOT / 'layers/common')!r}]\n{code}"
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()


def test_botocores_clients_stay_away_and_come_whole_to_whom_asks_for_them() -> None:
    code = """
import snowfight.storage.database
print(any(name in sys.modules for name in ("botocore.client", "botocore.session", "botocore.config", "urllib3")))
import botocore, botocore.session
print(botocore.session.get_session().create_client("dynamodb", region_name="us-east-1").meta.service_model.service_name)
print(botocore.client.Config.__name__, snowfight.storage.database.Connection.__module__)
"""
    assert run(code) == ["False", "dynamodb", "Config", "pynamodb.connection.base"]


def test_who_takes_a_part_of_botocore_afterwards_gets_botocores_own() -> None:
    code = """
import snowfight.storage.database
from botocore import client, config, session
print(config.Config.__name__, session.Session.__module__, client.BaseClient.__name__)
"""
    assert run(code) == ["Config", "botocore.session", "BaseClient"]


def test_who_has_botocore_keeps_it() -> None:
    code = """
import botocore.session
kept = botocore.session
import snowfight.storage.database
print(sys.modules["botocore.session"] is kept, botocore.session is kept)
"""
    assert run(code) == ["True", "True"]


def test_a_connection_of_pynamodbs_own_works_where_botocore_came_first() -> None:
    code = """
import botocore.session
import snowfight.storage.database
print(snowfight.storage.database.Connection(region="us-east-1").client.meta.region_name)
"""
    assert run(code) == ["us-east-1"]
