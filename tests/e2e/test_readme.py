"""Given the script in the README, when it is run as it stands there, then it talks."""

from __future__ import annotations

import ast
import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
SECONDS = 30.0


async def test_the_script_in_the_readme_says_hello_and_hears_it(base: str) -> None:
    # Given the script, with this stack's address
    _, _, rest = README.read_text().partition("```python\n")
    script = rest.partition("```")[0].replace("http://localhost:8080", base)
    # When it runs
    process = await asyncio.create_subprocess_exec(sys.executable, "-u", "-c", script, stdout=PIPE, stderr=STDOUT)
    assert process.stdout is not None
    heard: dict[str, dict[str, object]] = {}
    try:
        async with asyncio.timeout(SECONDS):
            while not {"message_handler", "ack"} <= heard.keys():
                frame = ast.literal_eval((await process.stdout.readline()).decode())
                heard[frame["type"]] = frame
    finally:
        process.kill()
        await process.wait()
    # Then its message is acknowledged, and came back to it
    message = heard["message_handler"]["message"]
    assert isinstance(message, dict)
    assert message["body"] == "Hello, humans!"
