"""Messages that nobody wrote: with the words of English, Turkish and Chinese, each as often as people use it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

from bench.environment import environment
from infra.bundle.steps import ROOT

SEED = 19
LANGUAGES = {"en": 0.48, "tr": 0.48, "zh": 0.04}
"""Which part of the messages is in each."""

LENGTH = 59
"""Characters of a message, on average; most are shorter, as most are in chats."""

_ASK = """
import json, wordfreq
print(json.dumps({each: list(wordfreq.get_frequency_dict(each, wordlist="small").items()) for each in %r}))
"""


class Language:
    """Words, and how often each is used."""

    def __init__(self, name: str, frequencies: list[tuple[str, float]]) -> None:
        self._words = [word for word, _ in frequencies]
        self._up_to = list(accumulate(frequency for _, frequency in frequencies))
        self._between = "" if name == "zh" else " "

    @property
    def length(self) -> float:
        """Characters of a word on average, with what is between it and the next."""
        shares = pairwise([0.0, *self._up_to])
        letters = sum((end - begin) * len(word) for word, (begin, end) in zip(self._words, shares, strict=True))
        return letters / self._up_to[-1] + len(self._between)

    def message(self, random: Random, count: int) -> str:
        """So many words."""
        return self._between.join(random.choices(self._words, cum_weights=self._up_to, k=count)).capitalize()


def messages(count: int) -> Iterator[str]:
    """The same each time. A message has as many words in one language as in another."""
    random = Random(SEED)
    shares = list(LANGUAGES.values())
    languages = [Language(name, frequencies) for name, frequencies in _frequencies().items()]
    words = (LENGTH + 1) / sum(share * language.length for share, language in zip(shares, languages, strict=True))
    for language in random.choices(languages, weights=shares, k=count):
        yield language.message(random, 1 + int(random.expovariate(1 / (words - 0.5))))


def _frequencies() -> dict[str, list[tuple[str, float]]]:
    python = environment(ROOT / ".local/wordfreq", Path(__file__).with_name("requirements.txt"))
    answer = subprocess.run([python, "-c", _ASK % list(LANGUAGES)], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout)
