"""Whether a message is what is asked for, and how the index is told and asked the same."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate

from snowfight.domain.search.links import has_link
from snowfight.domain.search.query import Query, Term, Trait
from snowfight.domain.search.words import Located, Range, located, words_of
from snowfight.models.records import Entry

_BETWEEN = "\ue000"
"""Stands between the words of a text and those of a file's name: no word has it, so no phrase goes across. And before
what is no word of either; a column of its own would take two bytes more."""

_ASTRAL = 0x10000
"""The first code point that UTF-16 needs two units for."""


def matches(query: Query, entry: Entry) -> list[Range] | None:
    """Where the text of the message has the words that are asked for: ranges in UTF-16 code units, in order, apart from
    each other. None where the message is not what is asked for."""
    if not _is_known_so(query, entry):
        return None
    texts = _texts(entry)
    if not all(_occurs(term, texts) for term in query.terms) or any(_occurs(term, texts) for term in query.excluded):
        return None
    body = entry.body if query.terms and entry.body else ""
    words = located(body)
    return _utf16(body, _merged(range_ for term in query.terms for range_ in _ranges(term, words)))


def document(entry: Entry) -> str:
    """What the index is told of a message: its words, and before them what else is known of it, each separated by a
    space; nothing of one that is deleted.

    The author is there as a hash, so that the index names nobody.
    """
    if _is_empty(entry):
        return ""
    words = f" {_BETWEEN} ".join(" ".join(text) for text in _texts(entry))
    return " ".join([*map(_tag, (_author(entry.author), *_traits(entry))), words])


def expression(query: Query) -> str | None:
    """What the index is asked: an expression for MATCH. None where everything but words, authors and what messages have
    must be asked elsewhere.

    Every word is quoted and has letters and digits only: no syntax of the index can be typed.
    """
    tags = [*map(_author, query.authors), *sorted(query.has)]
    asked = [*map(_phrase, query.terms), *(f'"{_tag(tag)}"' for tag in tags)]
    if not asked:
        return None
    refused = [*map(_phrase, query.excluded), *(f'"{_tag(trait)}"' for trait in sorted(query.without))]
    together = f"({' AND '.join(asked)})"
    return f"{together} NOT ({' OR '.join(refused)})" if refused else together


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"" if term.whole else " *"}'


def _tag(known: str) -> str:
    """What is known of a message, as a word that no text has."""
    return _BETWEEN + known


@lru_cache(maxsize=1024)
def _author(username: str) -> str:
    """40 bits of a hash: enough that two authors of a chat hardly share one, and `matches` knows them apart."""
    return b32encode(blake2b(username.encode(), digest_size=5).digest()).decode().lower()


def _traits(entry: Entry) -> list[Trait]:
    traits: list[Trait] = []
    if entry.file:
        traits.append("file")
        if entry.file.resource_type == "image":
            traits.append("image")
    if entry.body and has_link(entry.body):
        traits.append("link")
    return traits


def _is_known_so(query: Query, entry: Entry) -> bool:
    """Whether everything but the words is as it is asked for."""
    if _is_empty(entry):
        return False
    if (query.since and entry.created < query.since) or (query.until and entry.created >= query.until):
        return False
    if any(author != entry.author for author in query.authors) or any(room != entry.room for room in query.rooms):
        return False
    traits = _traits(entry) if query.has or query.without else ()
    return query.has.issubset(traits) and query.without.isdisjoint(traits)


def _is_empty(entry: Entry) -> bool:
    """Whether nothing is left of it: it is deleted."""
    return entry.body is None and entry.file is None


def _texts(entry: Entry) -> list[list[str]]:
    """The words of its text, and those of its file's name."""
    texts = [entry.body, entry.file and entry.file.filename]
    return [words_of(text) for text in texts if text]


def _occurs(term: Term, texts: list[list[str]]) -> bool:
    return any(next(_places(term, text), None) is not None for text in texts)


def _places(term: Term, words: list[str]) -> Iterator[int]:
    """At which of the words the term begins."""
    *firsts, last = term.words
    for at, word in enumerate(words[len(firsts) :]):
        if (word == last if term.whole else word.startswith(last)) and words[at : at + len(firsts)] == firsts:
            yield at


def _ranges(term: Term, body: list[Located]) -> Iterator[Range]:
    """The code points that the term is, wherever it is."""
    *firsts, last = term.words
    done = 0
    for at in _places(term, [word.text for word in body]):
        end = at + len(firsts)
        for word in body[max(at, done) : end]:
            yield word.first(len(word.text))
        yield body[end].first(len(last))
        done = end


def _merged(ranges: Iterable[Range]) -> list[Range]:
    """The same code points in order, in as few ranges as there can be."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _utf16(text: str, ranges: list[Range]) -> list[Range]:
    """The ranges of code points of the text in UTF-16 code units."""
    if not ranges or text.isascii():
        return ranges
    units = list(accumulate((1 + (ord(char) >= _ASTRAL) for char in text), initial=0))
    return [(units[start], units[end]) for start, end in ranges]
