"""What a call becomes: every transition as a function of what it was, and of the time.

Each returns the call that it was given where it changes nothing. A transition that its members can see has the next
`version`. What time alone does is `settled`: whoever looks at a call first does that, so a call ends in time even where
nobody was there to end it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from snowfight.domain.calls.arrivals import Arrival, Capacity, Start
from snowfight.errors import CallFull, CallOver, NoSuchDevice
from snowfight.models.calls.call import Call, Heard, Participant
from snowfight.models.calls.frames import Reason
from snowfight.models.records import Link

RING = timedelta(seconds=45)
SILENCE = timedelta(seconds=60)
"""A device that was not heard of for so long is in the call no more."""
ALONE = timedelta(seconds=60)
"""Who is alone in a private call for so long ends it (wire contract, part 6, as the others)."""
MOST = 100
"""People who were ever in one call: its message names them all. Only a group that grew meanwhile has so many."""


def begun(start: Start, arrival: Arrival) -> Call:
    """A new call that rings; in a private chat whose other user is in another call it is over at once."""
    call = Call(
        room=start.room,
        id=start.id,
        message_id=start.message_id,
        started_by=arrival.link.username,
        started=arrival.at,
        expires=arrival.at + RING,
        video=arrival.video,
        is_private=start.is_private,
        participants=(arrival.participant,),
        rung=start.rung,
        busy=start.busy,
        came=(arrival.link.username,),
    )
    if start.is_private and start.busy:
        return over(call, arrival.at, "busy")
    return heard(call, arrival.link, arrival.device, arrival.at)


def heard(call: Call, link: Link, device: str, now: datetime) -> Call:
    """The device was heard of, by that connection; nothing that anybody can see."""
    return replace(call, heard={**call.heard, device: Heard(now, link)})


def accepted(call: Call, arrival: Arrival, capacity: Capacity) -> Call:
    """The user comes, takes over from another device of theirs, or turns the camera's flag.

    Raises CallOver, CallFull, and NoSuchDevice for another's device.
    """
    if call.phase == "over":
        raise CallOver
    name = arrival.link.username
    owned(call, name, arrival.device)
    mine = participant_of(call, name)
    is_here = mine is not None and mine.device == arrival.device
    me = replace(mine, video=arrival.video) if mine and is_here else arrival.participant
    if mine == me:
        return call
    others = any(each.username != name for each in call.participants)
    after = replace(call, participants=_placed(call, mine, me), video=call.video or arrival.video)
    takes_more = mine is None or after.video != call.video
    if takes_more and len(after.participants) > capacity.of(after):
        raise CallFull
    if name not in call.came and len(call.came) == MOST:
        raise CallFull
    after = replace(
        after,
        came=after.came if name in after.came else (*after.came, name),
        declined=tuple(each for each in after.declined if each != name),
        phase="live" if others or after.answered else after.phase,
        answered=after.answered or (arrival.at if others else None),
    )
    return _moved(call, heard(after, arrival.link, arrival.device, arrival.at), arrival.at)


def declined(call: Call, username: str, now: datetime) -> Call:
    """The user does not come. In a private chat that ends the call, in a group when all who were rung have said so;
    who was not rung there has nothing to decline."""
    if call.phase == "over" or participant_of(call, username) or username in call.declined:
        return call
    if not call.is_private and username not in call.rung:
        return call
    after = replace(call, declined=(*call.declined, username))
    if call.is_private:
        return _moved(call, over(after, now, "ended" if call.answered else "declined"), now)
    return _moved(call, _unless_all_declined(after, now), now)


def left(call: Call, username: str, device: str, now: datetime) -> Call:
    """The device leaves; one that is not in the call changes nothing, another's raises NoSuchDevice."""
    owned(call, username, device)
    mine = participant_of(call, username)
    if call.phase == "over" or mine is None or mine.device != device:
        return call
    return without(call, [username], now)


def without(call: Call, usernames: Collection[str], now: datetime) -> Call:
    """Those of the users who are in the call are so no more; while it rings, that is whoever called."""
    if call.phase == "over":
        return call
    stay = tuple(each for each in call.participants if each.username not in usernames)
    after = replace(call, participants=stay)
    if len(stay) == len(call.participants):
        return call
    if call.phase == "ringing":
        after = over(after, now, "cancelled")
    elif not stay:
        after = over(after, now, "ended")
    return _moved(call, after, now)


def unrung(call: Call, usernames: Collection[str], now: datetime) -> Call:
    """Those of the users are rung no more: they are in the chat no longer."""
    rung = tuple(name for name in call.rung if name not in usernames)
    if call.phase == "over" or rung == call.rung:
        return call
    return _moved(call, _unless_all_declined(replace(call, rung=rung), now), now)


def settled(call: Call, now: datetime) -> Call:
    """What time has made of the call."""
    if call.phase == "over":
        return call
    if call.phase == "ringing" and now >= call.expires:
        return _moved(call, over(call, call.expires, "missed"), now)
    silent = [each.username for each in call.participants if _heard_at(call, each) + SILENCE <= now]
    after = without(call, silent, now) if silent else call
    if after.phase == "live" and after.alone is not None and after.alone + ALONE <= now:
        after = _moved(call, over(after, now, "ended"), now)
    return after


def over(call: Call, now: datetime, reason: Reason) -> Call:
    """The call has ended; nobody is in it any more."""
    return replace(call, phase="over", ended=now, reason=reason, participants=(), alone=None)


def closed(call: Call, now: datetime) -> Call:
    """The chat is no more: the call ends without a message."""
    return call if call.phase == "over" else _moved(call, replace(over(call, now, "ended"), is_silent=True), now)


def owned(call: Call, username: str, device: str) -> None:
    """Raises NoSuchDevice where the device is another user's."""
    if any(each.device == device and each.username != username for each in call.participants):
        raise NoSuchDevice


def participant_of(call: Call, username: str) -> Participant | None:
    """The user in the call, None where they are not in it."""
    return next((each for each in call.participants if each.username == username), None)


def ringing(call: Call, now: datetime) -> set[str]:
    """Whose devices ring."""
    if call.phase == "over" or now >= call.expires:
        return set()
    here = {each.username for each in call.participants}
    return set(call.rung) - set(call.declined) - set(call.came) - here


def _unless_all_declined(call: Call, now: datetime) -> Call:
    all_have = bool(call.rung) and set(call.rung) <= set(call.declined)
    return over(call, now, "declined") if call.phase == "ringing" and all_have else call


def _placed(call: Call, mine: Participant | None, me: Participant) -> tuple[Participant, ...]:
    if mine is None:
        return (*call.participants, me)
    return tuple(me if each == mine else each for each in call.participants)


def _heard_at(call: Call, participant: Participant) -> datetime:
    known = call.heard.get(participant.device)
    return max(known.at, participant.since) if known else participant.since


def _moved(before: Call, after: Call, now: datetime) -> Call:
    """`after`, as the next version of `before`, with what follows from who is in it."""
    if after == before:
        return before
    is_alone = after.is_private and after.phase == "live" and len(after.participants) == 1
    devices = {each.device for each in after.participants}
    return replace(
        after,
        version=before.version + 1,
        alone=(after.alone or now) if is_alone else None,
        heard={device: each for device, each in after.heard.items() if device in devices},
    )
