"""What users want changed: frames that may be right or wrong, as users are."""

from __future__ import annotations

import random
from typing import Any

from tests.fault.reader import User
from tests.support.expressions import Item

EMOJI = ("👍", "❤", "❤️")
"""The last two are one (wire contract, part 2)."""

Frame = dict[str, Any]


def edit(room: str, seq: int, body: str, known: str | None = None) -> Frame:
    return {"type": "edit", "room": room, "seq": seq, "body": body, "known": known}


def delete(room: str, seq: int) -> Frame:
    return {"type": "delete", "room": room, "seq": seq}


def react(room: str, seq: int, emoji: str = EMOJI[0], *, on: bool = True) -> Frame:
    return {"type": "react", "room": room, "seq": seq, "emoji": emoji, "on": on}


def pin(room: str, seq: int, *, on: bool = True) -> Frame:
    return {"type": "pin", "room": room, "seq": seq, "on": on}


def any_change(dice: random.Random, user: User, room: str, row: Item) -> Frame:
    """A change to that message; mostly one that the user may make."""
    seq, on = int(row["seq"]["N"]), dice.random() < 0.6
    is_own = row["author"]["S"] == user.name
    match dice.choices(["react", "pin", "edit", "delete"], [5, 2, 5 if is_own else 0.3, 1 if is_own else 0.3])[0]:
        case "react":
            return react(room, seq, dice.choice(EMOJI), on=on)
        case "pin":
            return pin(room, seq, on=on)
        case "edit":
            return edit(room, seq, f"{user.name} means {dice.getrandbits(40)}", known(user, room, seq))
        case _:
            return delete(room, seq)


def known(user: User, room: str, seq: int) -> str | None:
    """When the message was edited as far as one of the user's devices knows."""
    times = [
        message["edited"] for device in user.devices for message in device.logs[room].messages if message["seq"] == seq
    ]
    return max((time for time in times if time), default=None)
