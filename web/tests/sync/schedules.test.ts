import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { emojiKey } from '../../src/sync/room/emoji-key';
import { quoteOf } from '../../src/sync/room/quotes';
import type { Message } from '../../src/wire';
import { VirtualClock } from './clock';
import { Dice } from './random';
import { Reader } from './reader';
import { CALM, type Faults, ModelServer } from './server';

const SCHEDULES = Number(process.env.SCHEDULES ?? 1_000);
const FIRST_SEED = Number(process.env.SEED ?? 1);
const ROOMS = ['public-chat', 'den'];
const MINUTE = 60_000;

/** What was there in the end; `torn`: what was wrong with the stretches that jumps had led to. */
interface Life {
  server: ModelServer;
  readers: Reader[];
  bodies: string[];
  wanted: Wanted;
  torn: string[];
}

/** One life of three people in two rooms: trouble first, then calm, in which everything has to come right. */
async function live(seed: number): Promise<Life> {
  const dice = new Dice(seed);
  const clock = new VirtualClock();
  const server = new ModelServer(clock, dice);
  server.gathers = dice.chance(0.5);
  // Ada has two devices: on the second she reads, and changes what is there.
  const readers = ['ada', 'bob', 'cem', 'ada'].map((user) => new Reader(user, server));
  const bodies: string[] = [];
  const wanted: Wanted = new Map();
  // One life in twenty is long enough for the gateway's two hours to end connections.
  const span = dice.chance(0.05) ? 300 * MINUTE : dice.between(1, 6) * MINUTE;
  server.faults = weather(dice);
  for (const reader of readers) for (const room of ROOMS) reader.client.enter(room);
  for (let i = 0; i < 40; i++) {
    await clock.pass(dice.chance(0.4) ? 0 : dice.between(0, (3 * span) / 40));
    if (dice.chance(0.7)) look(server, dice, dice.pick(readers));
    const reader = dice.pick(readers);
    if (reader === readers[3] || dice.chance(0.4)) change(dice, reader, wanted, i);
    else act(server, dice, reader, bodies);
  }
  server.faults = CALM;
  server.unreachable.clear();
  for (const reader of readers) for (const room of ROOMS) reader.client.enter(room);
  await clock.pass(5 * MINUTE);
  // What was a reply to a message that was gone by then is taken back.
  for (const { client } of readers) {
    for (const { frame, reason } of ROOMS.flatMap((room) => client.unsent.messages(room))) {
      if (reason !== 'no_such_message' || frame.type !== 'message') continue;
      bodies.splice(bodies.indexOf(`${frame.room} ${frame.body}`), 1);
      client.outbox.discard(frame.client_id);
    }
  }
  const torn = readers.flatMap((reader) => ROOMS.flatMap((room) => tornOf(server, reader, room)));
  for (const reader of readers) {
    for (const room of ROOMS) {
      // What a jump led to is read on to the newest messages, or left.
      for (let page = 0; reader.client.room(room)?.log.stretches.stretch && page < 40; page++) {
        void reader.client.room(room)?.pages.loadNewer();
        await clock.pass(1_000);
      }
      reader.client.room(room)?.pages.latest();
      for (let page = 0; reader.client.room(room)?.timeline.hasOlder && page < 40; page++) {
        void reader.client.room(room)?.pages.loadOlder();
        await clock.pass(1_000);
      }
    }
    reader.client.stop();
  }
  return { server, readers, bodies, wanted, torn };
}

/** A reader scrolls, follows a link or a quote, or comes back to the end. */
function look(server: ModelServer, dice: Dice, { client }: Reader): void {
  const name = dice.pick(ROOMS);
  const pages = client.room(name)?.pages;
  const roll = dice.next();
  if (roll < 0.55) void pages?.loadOlder();
  else if (roll < 0.75) void pages?.loadNewer();
  else if (roll < 0.95) pages?.jumpTo(1 + Math.floor(dice.between(0, server.log(name).length)));
  else pages?.latest();
}

/** Both are the same; what a quote said of a message that is over by now is nobody's to tell. */
function alike(seen: Message | undefined, stored: Message, over: number): boolean {
  const lost = stored.reply_to !== null && stored.reply_to <= over && { quoted: null };
  return isDeepStrictEqual(seen && { ...seen, ...lost }, { ...stored, ...lost });
}

/** Where the stretch that a jump led to is not as the server has it, in words. */
function tornOf(server: ModelServer, { user, client }: Reader, name: string): string[] {
  const room = client.room(name);
  if (!room?.log.stretches.stretch) return [];
  const log = server.log(name);
  const shown = client.unsent.shown(name).filter(({ seq }) => seq > log.over);
  const stored = log.messages(user).filter(({ seq }) => seq >= (shown[0]?.seq ?? 0) && seq <= (shown.at(-1)?.seq ?? 0));
  const differing = stored.filter((message, i) => !alike(shown[i], message, log.over));
  return differing.map((message) => {
    const is = shown.find(({ seq }) => seq === message.seq);
    return `${user} jumped in ${name} to ${JSON.stringify(is)}, not ${JSON.stringify(message)}`;
  });
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

/** What a user wanted last of a reaction or a text, by user, room, seq and emoji. */
type Wanted = Map<string, boolean | string>;

/** Changes something that the reader sees, perhaps several times in a row. */
function change(dice: Dice, { user, client, changes }: Reader, wanted: Wanted, at: number): void {
  const room = dice.pick(ROOMS);
  const shown = client.unsent.applied(room).filter(({ deleted }) => deleted === null);
  if (shown.length === 0) return;
  const message = dice.pick(shown);
  const { seq } = message;
  const own = message.author.username === user;
  const roll = dice.next();
  for (let burst = dice.pick([1, 1, 2, 3]); burst > 0; burst--) {
    if (roll < 0.55) {
      const emoji = dice.pick(['❄', '❄\uFE0F', '🐒']);
      const on = dice.chance(0.6);
      changes.react(room, seq, emoji, on);
      wanted.set(`${user} ${room} ${seq} ${emojiKey(emoji)}`, on);
    } else if (roll < 0.85 && own) {
      const body = `edit ${at} ${burst}`;
      changes.edit(room, seq, body);
      wanted.set(`${user} ${room} ${seq}`, body);
    } else if (roll < 0.92 && own) {
      changes.remove(room, seq);
    } else {
      changes.pin(room, seq, dice.chance(0.5));
    }
  }
}

function act(server: ModelServer, dice: Dice, reader: Reader, bodies: string[]): void {
  const room = dice.pick(ROOMS);
  const roll = dice.next();
  const line = [...server.lines].find(({ user }) => user === reader.user);
  if (roll < 0.5) {
    for (let burst = dice.pick([1, 1, 1, 4]); burst > 0; burst--) {
      const body = `${reader.user} ${bodies.length}`;
      const original = dice.chance(0.5) ? dice.pick(reader.client.unsent.shown(room)) : undefined;
      if (original && original.deleted === null && original.seq > server.log(room).over)
        reader.client.outbox.send(room, body, quoteOf(original));
      else reader.client.outbox.send(room, body);
      bodies.push(`${room} ${body}`);
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
    const log = server.log(room);
    if (dice.chance(0.5)) log.trimmed = log.rev;
    log.over = Math.max(log.over, Math.floor(dice.between(0, log.length)));
  } else if (dice.chance(0.3)) {
    reader.client.leave(room);
  } else {
    reader.client.enter(room);
  }
}

/** Where the last that a user with one device wanted of a message that is still there has not come about. */
function unmet(server: ModelServer, readers: Reader[], wanted: Wanted): string[] {
  const failed = new Set(
    readers.flatMap(({ user, changes }) =>
      ROOMS.flatMap((room) => changes.of(room)).map(({ frame }) => `${user} ${frame.room} ${frame.seq}`),
    ),
  );
  return [...wanted].flatMap(([key, want]) => {
    const [user = '', room = '', seq = '', emoji] = key.split(' ');
    const message = server.log(room).messages(user)[Number(seq) - 1];
    if (user === 'ada' || message?.deleted !== null || failed.has(`${user} ${room} ${seq}`)) return [];
    const is = emoji ? message.reactions.some((each) => each.emoji === emoji && each.me) : message.body;
    return is === want ? [] : [`${key} is ${is}, not ${want}`];
  });
}

/** What is wrong after a life, in words; empty when nothing is. */
function faultsOf({ server, readers, bodies, wanted, torn }: Life): string[] {
  const wrong = [...torn, ...readers.flatMap((reader) => reader.complaints)];
  const stored = ROOMS.flatMap((room) =>
    server
      .log(room)
      .said()
      .map((body) => `${room} ${body}`),
  );
  if (new Set(stored).size !== stored.length) wrong.push('stored twice');
  if ([...stored].sort().join() !== [...bodies].sort().join())
    wrong.push(`said ${bodies.length}, stored ${stored.length}`);
  for (const room of ROOMS) {
    for (const { user } of readers) {
      const own = (line: string) => line.startsWith(`${room} ${user} `);
      if (bodies.filter(own).join() !== stored.filter(own).join()) wrong.push(`${user}'s own order in ${room}`);
    }
    for (const reader of readers) {
      const { over } = server.log(room);
      const log = server
        .log(room)
        .messages(reader.user)
        .filter(({ seq }) => seq > over);
      for (const [i, message] of log.entries()) {
        const seen = reader.stored(room)[i];
        if (!alike(seen, message, over))
          wrong.push(`${reader.user} in ${room} sees ${JSON.stringify(seen)}, not ${JSON.stringify(message)}`);
      }
      if (reader.sees(room).length !== reader.client.unsent.applied(room).length)
        wrong.push(`${reader.user} has unsent`);
      if (reader.stored(room).length > log.length) wrong.push(`${reader.user} sees too much in ${room}`);
    }
  }
  wrong.push(...unmet(server, readers, wanted));
  for (const { user, store } of readers)
    if ([...store.kept.values()].some(({ reason }) => reason === null))
      wrong.push(`${user}'s store still holds something`);
  return wrong;
}

describe('whatever the transport does', () => {
  it(`shows and stores every message exactly once, in order, in its current state, in ${SCHEDULES} random schedules`, async () => {
    const broken: Record<number, string[]> = {};
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      const wrong = faultsOf(await live(seed));
      if (wrong.length > 0) broken[seed] = wrong;
    }
    expect(broken).toEqual({});
  }, 300_000);
});
