import { beforeEach, describe, expect, it } from 'vitest';
import { MessageStates } from '../../../src/sync/room/message-state';
import type { Message } from '../../../src/wire';
import { message } from '../messages';

const SNOW = '❄';
let states: MessageStates;

beforeEach(() => {
  states = new MessageStates('ada');
});

/** A state with one emoji on it, whose first names are told. */
const state = (rev: number, count: number, usernames: string[], me: boolean | null = null): Message =>
  message(1, { rev, reactions: [{ emoji: SNOW, count, usernames, me }] });

const me = (of: Message) => of.reactions[0]?.me;

describe('the newest state of a message', () => {
  it('is the one with the larger number, whichever comes last', () => {
    const [older, newer] = [message(1, { rev: 2, body: 'b' }), message(1, { rev: 3, body: 'c' })];
    expect(states.newest(older, newer)).toBe(newer);
    expect(states.newest(newer, older)).toBe(newer);
    expect(states.newest(newer, message(1))).toBe(newer);
  });

  it('says by the names whether the reader reacted', () => {
    expect(me(states.newest(undefined, state(1, 2, ['bob', 'ada'])))).toBe(true);
    expect(me(states.newest(undefined, state(1, 1, ['bob'])))).toBe(false);
  });

  it('keeps what is known of the reader where there are more than are named', () => {
    const before = state(5, 51, ['bob'], true);
    expect(me(states.newest(before, state(6, 52, ['bob'])))).toBe(true);
    expect(me(states.newest({ ...before, reactions: [] }, state(6, 51, ['bob'])))).toBe(false);
  });

  it("follows the reader's own reactions beyond the names, from any device", () => {
    states.reacted(1, SNOW, true, 6);
    const on = states.newest(state(5, 51, ['bob'], false), state(6, 52, ['bob']));
    expect(me(on)).toBe(true);
    // A late one of before changes nothing any more.
    states.reacted(1, SNOW, false, 4);
    expect(me(states.newest(on, state(7, 53, ['bob'])))).toBe(true);
    states.reacted(1, `${SNOW}\uFE0F`, false, 8);
    expect(me(states.newest(on, state(8, 52, ['bob'])))).toBe(false);
  });

  it('is told by a page where a frame of the same change left the reader open', () => {
    const kept = states.newest(state(5, 51, ['bob'], false), state(6, 52, ['bob']));
    const told = state(6, 52, ['bob'], true);
    expect(states.newest(kept, told)).toBe(told);
    expect(states.newest(told, state(6, 52, ['bob']))).toBe(told);
  });

  it('leaves open what nobody has told', () => {
    const first = state(6, 52, ['bob']);
    expect(me(states.newest(undefined, first))).toBeNull();
    expect(states.unsure(first)).toBe(true);
    expect(states.unsure(state(6, 52, ['ada']))).toBe(false);
    expect(states.unsure(state(6, 1, ['bob']))).toBe(false);
    expect(states.unsure(state(6, 52, ['bob'], false))).toBe(false);
  });
});
