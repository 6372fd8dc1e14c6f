"""What a post to a hook asks of AWS, for `make cost`: counted as everything there, by the code itself."""

from __future__ import annotations

from bench.actions import BODY, Scene
from bench.usage import Usage
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.robots.hooks import NewHook
from snowfight.models.robots.payload import HookPayload
from tests.support.dynamodb import bound_elsewhere
from tests.support.hooks import HookParts


def hooking() -> dict[str, Usage]:
    """A post of one message to a group of two, both of whom are here; the hook was used within the hour."""
    with bound_elsewhere():
        scene = Scene(2)
        chat, (ann, bob) = scene.chat, scene.names
        room = chat.groups.create(ann, NewGroup(groupchat_name="Fort"))
        chat.groups.edit(ann, room, EditGroup(add_members=[bob]))
        hooks = HookParts(chat)
        address = hooks.service.make(ann, room, NewHook(name="Builds"), None).url
        payload = HookPayload(text=BODY)
        for _ in range(3):
            hooks.post(address, payload)
        chat.clock.advance(seconds=10)
        with scene.till.counted(calls=1) as usage:
            hooks.post(address, payload)
    return {"a hook's message, between two": usage}
