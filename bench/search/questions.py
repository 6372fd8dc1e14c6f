"""What is asked for: of ours as people type it, of PostgreSQL as it takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SAMPLE = 50_000
"""Messages among whose words a rare one is looked for."""

RARE = range(5, 16)
"""How many messages have it: fewer than a page, so that every file has to be asked."""


@dataclass(frozen=True)
class Question:
    name: str
    typed: str
    tsquery: str


def questions(texts: Sequence[str]) -> list[Question]:
    """One of each kind; a plain word is asked for with whatever begins so, of both."""
    rare = _rare(texts)
    return [
        Question("common word", "the", "the:*"),
        Question("rare word", rare, f"{rare}:*"),
        Question("phrase", '"to be"', "to <-> be"),
        Question("prefix", "ki", "ki:*"),
        Question("two words", "kitap bir", "kitap:* & bir:*"),
        Question("Chinese", "上海", "上海:*"),
    ]


def _rare(texts: Sequence[str]) -> str:
    """A word of the first messages that hardly any other has, nor one that begins so."""
    counts = Counter(word for text in texts for word in set(text.lower().split()))
    for word in dict.fromkeys(word for text in texts[:SAMPLE] for word in text.lower().split()):
        is_plain = word.isascii() and word.isalpha() and counts[word] in RARE
        if is_plain and sum(count for other, count in counts.items() if other.startswith(word)) in RARE:
            return word
    raise LookupError("no word of these texts is rare")
