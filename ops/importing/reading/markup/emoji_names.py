"""What other chats call Unicode's emoji: `tada`, `clap::skin-tone-2`, `flag-de`, `woman_shrugging`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import emoji

from snowfight.domain.emoji.unicode_emoji import fully_qualified

_TONES = "🏻🏼🏽🏾🏿"
_TONE_NAMES = ("light", "medium_light", "medium", "medium_dark", "dark")
_SLACK_TONE = re.compile(r"::?skin-tone-([2-6])$")
_GITHUB_TONE = re.compile(r"_(light|medium_light|medium|medium_dark|dark)_skin_tone$")
_DISCORD_TONE = re.compile(r"_tone([1-5])$")

_NAME = re.compile(r"(?<![\w/]):([a-z0-9_+'-]{1,64})((?:::skin-tone-[2-6])?):")
"""A name between colons, and a tone behind it as Slack writes it; not in an address, a time, or a word."""

_FLAG = re.compile(r"flag[-_]([a-z]{2})$")
_PERSON = re.compile(r"(?:^|(?<=[-_]))(fe)?male(?=[-_]|$)")

TABLE = Path(__file__).with_suffix(".txt")
"""Names of Slack's and Mattermost's that neither Unicode nor the package has: `-` is written `_`."""


def unicode_emoji(name: str) -> str | None:
    """The emoji of a short name without colons, with its skin tone; None where it is no emoji of Unicode's."""
    bare, tone = _toned(name.lower())
    found = _named(bare)
    if found is None or not tone:
        return found
    return fully_qualified(found[0] + tone + found[1:]) or found


def reaction(name: str) -> str:
    """What the name of an emoji becomes as a reaction: Unicode, or as a custom emoji's."""
    return unicode_emoji(name) or f":{name}:"


def with_emoji(text: str) -> str:
    """A text with emoji in place of their names; other names between colons stay."""
    return _NAME.sub(lambda match: unicode_emoji(match[1] + match[2]) or match[0], text)


def _toned(name: str) -> tuple[str, str]:
    """A name without its tone, and that."""
    if match := _SLACK_TONE.search(name):
        return name[: match.start()], _TONES[int(match[1]) - 2]
    if match := _GITHUB_TONE.search(name):
        return name[: match.start()], _TONES[_TONE_NAMES.index(match[1])]
    if match := _DISCORD_TONE.search(name):
        return name[: match.start()], _TONES[int(match[1]) - 1]
    return name, ""


def _named(name: str) -> str | None:
    if match := _FLAG.match(name):
        flag = "".join(chr(ord(letter) - ord("a") + 0x1F1E6) for letter in match[1])
        return fully_qualified(flag)
    for each in _spellings(name):
        if found := _table().get(each):
            return found
    return None


def _spellings(name: str) -> tuple[str, ...]:
    plain = name.replace("-", "_")
    person = _PERSON.sub(lambda match: "woman" if match[1] else "man", plain)
    parts = person.split("_")
    turned = "_".join([*parts[1:], parts[0]])
    return name, plain, person, f"{person}_face", f"{turned}", f"family_{plain}", f"face_with_{plain}"


@cache
def _table() -> dict[str, str]:
    """By name, the emoji: names that only these chats use, GitHub's and the like, Unicode's own. `dog` is the face."""
    names = dict(line.split(" ") for line in TABLE.read_text("utf-8").splitlines())
    known = [(full, data) for text, data in emoji.EMOJI_DATA.items() if (full := fully_qualified(text))]
    aliases = [(name, full) for full, data in known for name in data.get("alias", ())]
    for name, full in aliases + [(data["en"], full) for full, data in known]:
        names.setdefault(name.strip(":").lower().replace("-", "_"), full)
    return names
