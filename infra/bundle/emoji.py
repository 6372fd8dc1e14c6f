"""`python -m infra.bundle.emoji`: writes the table of Unicode's emoji, from Unicode's own list as the package has it.

To renew it: `uv pip compile --upgrade-package emoji …` (or `make lock`), `make setup`, this command.
"""

from __future__ import annotations

import emoji

from infra.bundle.steps import ROOT

TABLE = ROOT / "layers/common/snowfight/domain/emoji/unicode_emoji.txt"

RGI = (emoji.STATUS["fully_qualified"], emoji.STATUS["component"])
"""Of emoji-test.txt, the two that are RGI: emoji in full, and skin tones and hair by themselves (UTS #51, ED-27)."""


def table() -> str:
    """Every RGI emoji, one a line, in the order of code points."""
    return "".join(f"{each}\n" for each in sorted(emoji.EMOJI_DATA) if emoji.EMOJI_DATA[each]["status"] in RGI)


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
