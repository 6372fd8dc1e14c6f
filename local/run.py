"""`make run` and `make dev`: start the whole stack and serve it until told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from pathlib import Path

from local import state
from local.deploy import Deployer, build
from local.front_door.server import FrontDoor
from local.ministack import MiniStack
from local.progress import complain, say, step
from local.settings import Failure, Settings
from local.watch import follow

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class LocalStack:
    """Everything that runs, in the order in which it starts."""

    def __init__(self, settings: Settings, lock: int) -> None:
        self._settings = settings
        self._door = FrontDoor(settings.port, settings.folder)
        self._ministack = MiniStack(settings, lock)
        self._deployer = Deployer(settings, self._ministack)

    async def start(self) -> None:
        """Bring the stack up and open the front door. Raises Failure."""
        await self._door.listen()
        folder, remark = state.open_copy(self._settings.folder)
        if remark:
            say(remark)
        self._deployer.resume(folder)
        with step("Building what changed in the functions and the client"):
            await build(self._settings)
        with step("Starting MiniStack, which stands in for AWS on this machine"):
            await self._ministack.start(folder, self._deployer.deployed.port)
        await self._bring_up_to_date()

    async def serve(self) -> None:
        """Serve until MiniStack dies, which it must not. Raises Failure."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_over())
            if self._settings.watch:
                tasks.create_task(follow(self._renew))

    async def stop(self) -> None:
        """Close the front door, then let MiniStack save its state."""
        served = self._door.is_open
        await self._door.close()
        stopped = await self._ministack.stop()
        if not served:
            state.drop_copy(self._settings.folder)  # perhaps half deployed, and nobody has used it
        elif stopped and not state.keep(self._settings.folder):
            complain(f"The state could not be saved: the next start has the one before. See {self._settings.log}.")

    async def _bring_up_to_date(self) -> None:
        if self._deployer.is_stale():
            with step("Deploying the stack with the CDK"):
                await self._deployer.deploy()
        await self._deployer.upload()
        with step("Waking the functions"):
            await self._deployer.wake()
        self._door.open(self._ministack.gateway, self._deployer.deployed.outputs)

    async def _renew(self) -> None:
        """After a change of the sources. What does not build or deploy is said, and the stack stays as it was."""
        try:
            await build(self._settings)
            await self._bring_up_to_date()
            say(f"Up to date: {self._settings.address}")
        except Failure as failure:
            complain(f"{failure}")
            if failure.log:
                complain(_end_of(failure.log))

    async def _watch_over(self) -> None:
        await self._ministack.ended()
        log = self._settings.log / "ministack.log"
        raise Failure("MiniStack, which stands in for AWS, has died: start again.", log)


def _end_of(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _greet(settings: Settings) -> None:
    say(f"""
Monkey Snowfight is ready: {settings.address}

  Open it in two browser windows (one of them private), sign up twice, and talk in the public chat.
  Mail that the chat sends, with its codes: {settings.address}/_local/mailbox
  Ctrl-C stops it and keeps everything; `make reset` forgets it.
""")


async def _with_parent() -> None:
    """Return when whoever started this is gone, however that ended."""
    parent = os.getppid()
    while os.getppid() == parent:  # noqa: ASYNC110 -- nothing announces it
        await asyncio.sleep(1)


async def _run(settings: Settings, lock: int) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:  # ignored under nohup
            loop.add_signal_handler(number, stopping.set)
    stack = LocalStack(settings, lock)

    async def work() -> None:
        await stack.start()
        _greet(settings)
        await stack.serve()

    ends = [asyncio.create_task(each) for each in (work(), stopping.wait(), _with_parent())]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if not ends[0].done():
            say("\nStopping …")
    finally:
        for end in ends:
            end.cancel()
        results = await asyncio.gather(*ends, return_exceptions=True)
        await stack.stop()
    if isinstance(results[0], BaseException) and not isinstance(results[0], asyncio.CancelledError):
        raise results[0]


def _failure(error: BaseException) -> Failure | None:
    if isinstance(error, BaseExceptionGroup):
        return next((found for each in error.exceptions if (found := _failure(each))), None)
    return error if isinstance(error, Failure) else None


def _unforeseen(error: Exception, settings: Settings) -> Failure:
    log = settings.log / "run.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("".join(traceback.format_exception(error)))
    return Failure(f"Something unforeseen went wrong ({type(error).__name__}).", log)


def _main() -> None:
    settings = Settings.from_environment(watch="--watch" in sys.argv)
    with state.locked(settings) as lock:
        try:
            if "--reset" in sys.argv:
                state.forget(settings)
            else:
                asyncio.run(_run(settings, lock))
        except Exception as error:
            raise _failure(error) or _unforeseen(error, settings) from error


def main() -> None:
    try:
        _main()
    except Failure as failure:
        complain(f"{failure}")
        sys.exit(1)


if __name__ == "__main__":
    main()
