"""Misfortune on demand: tests tell the stand-in to fail, to be slow, or to sign wrongly.

`POST …/control` with `{"of": "upload", "fail": 2, "delay": 0.5, "forge": 1}` has the next two uploads answered with
500, each upload half a second late, and the next answer signed wrongly. `of` is upload, admin, delivery or any; `{}`
ends it all.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from local.cloudinary.signing import Refusal

Part = Literal["upload", "admin", "delivery"]


class Orders(BaseModel):
    model_config = ConfigDict(extra="forbid")

    of: Literal["upload", "admin", "delivery", "any"] = "any"
    fail: Annotated[int, Field(ge=0, le=1000)] = 0
    delay: Annotated[float, Field(ge=0, le=30)] = 0
    forge: Annotated[int, Field(ge=0, le=1000)] = 0


class Control:
    """What is ordered now."""

    def __init__(self) -> None:
        self.orders = Orders()

    async def suffer(self, part: Part) -> None:
        """Be slow, fail, or neither, as ordered; raises Refusal."""
        if self.orders.of not in {part, "any"}:
            return
        await asyncio.sleep(self.orders.delay)
        if self.orders.fail:
            self.orders.fail -= 1
            raise Refusal(500, "General Error")

    def forges(self) -> bool:
        """Whether this upload's answer is to be signed wrongly."""
        if not self.orders.forge:
            return False
        self.orders.forge -= 1
        return True
