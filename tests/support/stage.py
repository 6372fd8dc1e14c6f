"""Virtual time for code that blocks: tasks are threads, of which one runs at a time, and the stage says which.

Whoever holds the baton plays the next event: calls a function, or hands the baton to the task whose time has come. So
a run is a sequence that its seed decides, however the machine is busy, and an hour in it takes no time.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

T = TypeVar("T")

START = datetime(2026, 1, 31, 12, tzinfo=UTC)


class Killed(BaseException):
    """The function has died: no `except Exception` may go on as if it lived."""


def _held() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


class Life:
    """What a task belongs to, and dies with."""

    dead = False


class Task(Generic[T]):
    """Work that runs in a thread of its own when it is its turn; looks like a future to who waits for it."""

    def __init__(self, stage: Stage, life: Life, work: Callable[[], T]) -> None:
        self.stage = stage
        self.life = life
        self.work = work
        self.done = False
        self.error: BaseException | None = None
        self.waiting: list[Task[Any]] = []
        self.turn = _held()
        self._value: Any = None

    def run(self) -> None:
        try:
            self._value = self.work()
        except BaseException as error:  # noqa: BLE001  (whoever asks for the result gets it)
            self.error = error
        self.done = True
        for task in self.waiting:
            self.stage.at(0, task)

    def exception(self) -> BaseException | None:
        self.stage.wait_for(self)
        return self.error

    def result(self) -> T:
        if error := self.exception():
            raise error
        return self._value


class Stage:
    """Events in the order of their time; those of one moment in the order in which they were asked for."""

    def __init__(self) -> None:
        self.now = 0.0
        self._events: list[tuple[float, int, Callable[[], object] | Task[Any]]] = []
        self._asked = 0
        self._tasks: list[Task[Any]] = []
        self._current: Task[Any] | None = None
        self._until = 0.0
        self._over = _held()
        self._failure: BaseException | None = None

    def at(self, seconds: float, event: Callable[[], object] | Task[Any]) -> None:
        """Let `event` happen `seconds` from now."""
        self._asked += 1
        heapq.heappush(self._events, (self.now + seconds, self._asked, event))

    def start(self, work: Callable[[], T], life: Life | None = None) -> Task[T]:
        """A new task, which dies with `life`."""
        task = Task(self, life or Life(), work)
        self._tasks.append(task)
        self.at(0, task)
        return task

    def sleep(self, seconds: float) -> None:
        """Let virtual time pass in the task that calls; raises Killed where its life has ended meanwhile."""
        task = self._running()
        self.at(seconds, task)
        self._give_up_turn(task)

    def wait_for(self, other: Task[Any]) -> None:
        """Wait until `other` is done; raises Killed as `sleep`."""
        task = self._running()
        while not other.done:
            other.waiting.append(task)
            self._give_up_turn(task)

    def wait_until(self, arrange: Callable[[Callable[[], None]], None]) -> None:
        """Wait until the function that `arrange` is given is called; raises Killed as `sleep`."""
        task = self._running()
        arrange(lambda: self.at(0, task))
        self._give_up_turn(task)

    def submit(self, work: Callable[[], T]) -> Task[T]:
        """As an executor's: a task of the caller's life."""
        return self.start(work, self._running().life)

    def map(self, work: Callable[[Any], T], things: Iterable[Any]) -> list[T]:
        """As an executor's."""
        tasks = [self.submit(lambda thing=thing: work(thing)) for thing in things]
        return [task.result() for task in tasks]

    @property
    def life(self) -> Life:
        """The running task's."""
        return self._running().life

    def play(self, until: float) -> None:
        """Let everything happen up to that second; raises what an event raised."""
        self._until = until
        self._advance(None)
        self._over.acquire()
        self.now = max(self.now, until)
        if self._failure is not None:
            raise self._failure

    def end(self) -> None:
        """Kill every task that is still under way."""
        self._events = []
        for task in self._tasks:
            task.life.dead = True
            if not task.done:
                self.at(0, task)
        self.play(self.now)

    def _running(self) -> Task[Any]:
        if self._current is None:
            raise RuntimeError("only a task can wait")
        return self._current

    def _give_up_turn(self, task: Task[Any]) -> None:
        if not self._advance(task):
            task.turn.acquire()
        self._current = task
        if task.life.dead:
            raise Killed

    def _advance(self, me: Task[Any] | None) -> bool:
        """Play events until it is a task's turn, and say whether it is the caller's own."""
        while self._events and self._events[0][0] <= self._until:
            self.now, _, event = heapq.heappop(self._events)
            if isinstance(event, Task):
                if event.done:
                    continue
                if event is me:
                    return True
                self._current = event
                _threads.go_on(event)
                return False
            self._current = None
            try:
                event()
            except BaseException as error:  # noqa: BLE001  (it is the main thread's to raise)
                self._failure = error
                break
        self._over.release()
        return False


class StageClock:
    """The product's clock on a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def now(self) -> datetime:
        return START + timedelta(milliseconds=int(self._stage.now * 1000))


class _Threads:
    """Threads that are used again: making one takes longer than most tasks."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._begun: set[int] = set()

    def go_on(self, task: Task[Any]) -> None:
        """Hand the baton to the task."""
        if id(task) in self._begun:
            task.turn.release()
            return
        self._begun.add(id(task))
        worker = self._idle.pop() if self._idle else _Worker(self)
        worker.begin(task)

    def ended(self, worker: _Worker, task: Task[Any]) -> None:
        self._begun.discard(id(task))
        self._idle.append(worker)


class _Worker:
    def __init__(self, threads: _Threads) -> None:
        self._threads = threads
        self._task: Task[Any] | None = None
        self._turn = _held()
        threading.Thread(target=self._work, name="stage", daemon=True).start()

    def begin(self, task: Task[Any]) -> None:
        self._task = task
        self._turn.release()

    def _work(self) -> None:
        while True:
            self._turn.acquire()
            task, self._task = self._task, None
            assert task is not None
            if not task.life.dead:
                task.run()
            else:
                task.done, task.error = True, Killed()
            self._threads.ended(self, task)
            task.stage._advance(None)


_threads = _Threads()
