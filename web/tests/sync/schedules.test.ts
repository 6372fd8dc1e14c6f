import { describe, expect, it } from 'vitest';
import { VirtualClock } from './clock';
import { Dice } from './random';
import { Reader } from './reader';
import { CALM, type Faults, ModelServer } from './server';

const SCHEDULES = Number(process.env.SCHEDULES ?? 1_000);
const FIRST_SEED = Number(process.env.SEED ?? 1);
const ROOMS = ['public-chat', 'den'];
const MINUTE = 60_000;

/** One life of three people in two rooms: trouble first, then calm, in which everything has to come right. */
async function live(seed: number): Promise<{ server: ModelServer; readers: Reader[]; bodies: string[] }> {
  const dice = new Dice(seed);
  const clock = new VirtualClock();
  const server = new ModelServer(clock, dice);
  const readers = ['ada', 'bob', 'cem'].map((user) => new Reader(user, server));
  const bodies: string[] = [];
  // One life in twenty is long enough for the gateway's two hours to end connections.
  const span = dice.chance(0.05) ? 300 * MINUTE : dice.between(1, 6) * MINUTE;
  server.faults = weather(dice);
  for (const reader of readers) for (const room of ROOMS) reader.client.enter(room);
  for (let i = 0; i < 40; i++) {
    await clock.pass(dice.between(0, (2 * span) / 40));
    act(server, dice, dice.pick(readers), bodies);
  }
  server.faults = CALM;
  server.unreachable.clear();
  for (const reader of readers) for (const room of ROOMS) reader.client.enter(room);
  await clock.pass(5 * MINUTE);
  for (const reader of readers) {
    for (const room of ROOMS) {
      for (let page = 0; reader.client.room(room)?.timeline.hasOlder && page < 10; page++) {
        void reader.client.room(room)?.loadOlder();
        await clock.pass(1_000);
      }
    }
    reader.client.stop();
  }
  return { server, readers, bodies };
}

function weather(dice: Dice): Faults {
  const up = (limit: number) => (dice.chance(0.3) ? 0 : dice.between(0, limit));
  return {
    drop: up(0.4),
    double: up(0.4),
    delay: dice.pick([30, 500, 8_000]),
    fetch: up(0.5),
    refuse: up(0.5),
    stumble: up(0.3),
    stale: up(0.3),
  };
}

function act(server: ModelServer, dice: Dice, reader: Reader, bodies: string[]): void {
  const room = dice.pick(ROOMS);
  const roll = dice.next();
  const line = [...server.lines].find(({ user }) => user === reader.user);
  if (roll < 0.5) {
    for (let burst = dice.pick([1, 1, 1, 4]); burst > 0; burst--) {
      const body = `${reader.user} ${bodies.length}`;
      bodies.push(`${room} ${body}`);
      reader.client.outbox.send(room, body);
    }
  } else if (roll < 0.65) {
    if (line) server.cut(line, dice.chance(0.5));
  } else if (roll < 0.75) {
    server.unreachable.add(reader.user);
    if (dice.chance(0.5)) reader.signal('offline');
  } else if (roll < 0.87) {
    server.unreachable.delete(reader.user);
    if (dice.chance(0.5)) reader.signal(dice.pick(['online', 'visible', 'woke']));
  } else if (roll < 0.93) {
    reader.reload();
    for (const each of ROOMS) reader.client.enter(each);
  } else if (roll < 0.95) {
    const { length } = server.log(room);
    server.over.set(room, Math.max(server.over.get(room) ?? 0, Math.floor(dice.between(0, length))));
  } else if (dice.chance(0.5)) {
    reader.client.leave(room);
  } else {
    reader.client.enter(room);
  }
}

/** What is wrong after a life, in words; empty when nothing is. */
function faultsOf({ server, readers, bodies }: Awaited<ReturnType<typeof live>>): string[] {
  const wrong = readers.flatMap((reader) => reader.complaints);
  const stored = ROOMS.flatMap((room) => server.log(room).map(({ body }) => `${room} ${body}`));
  if (new Set(stored).size !== stored.length) wrong.push('stored twice');
  if ([...stored].sort().join() !== [...bodies].sort().join())
    wrong.push(`said ${bodies.length}, stored ${stored.length}`);
  for (const room of ROOMS) {
    const log = server.log(room).map(({ body }) => body);
    for (const { user } of readers) {
      const own = (line: string) => line.startsWith(`${room} ${user} `);
      if (bodies.filter(own).join() !== stored.filter(own).join()) wrong.push(`${user}'s own order in ${room}`);
    }
    for (const reader of readers) {
      const over = new Set(log.slice(0, server.over.get(room) ?? 0));
      const seen = reader.sees(room).filter((body) => !over.has(body));
      if (seen.join() !== log.filter((body) => !over.has(body)).join()) {
        wrong.push(`${reader.user} in ${room} sees ${reader.sees(room).join()} of ${log.join()}`);
      }
    }
  }
  for (const { user, store } of readers) if (store.kept.size > 0) wrong.push(`${user}'s store still holds messages`);
  return wrong;
}

describe('whatever the transport does', () => {
  it(`shows and stores every message exactly once, in order, in ${SCHEDULES} random schedules`, async () => {
    const broken: Record<number, string[]> = {};
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      const wrong = faultsOf(await live(seed));
      if (wrong.length > 0) broken[seed] = wrong;
    }
    expect(broken).toEqual({});
  }, 300_000);
});
