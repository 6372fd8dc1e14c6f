import { beforeEach, describe, expect, it } from 'vitest';
import { Presence } from '../../../src/sync/connection/presence';
import type { AttentionChange } from '../../../src/sync/ports';
import { VirtualClock } from '../clock';

const MINUTE = 60_000;

let clock: VirtualClock;
let visible: boolean;
let frames: string[];
let glance: (glance: AttentionChange) => void;
let presence: Presence;

beforeEach(() => {
  clock = new VirtualClock();
  visible = true;
  frames = [];
  const attention = {
    visible: () => visible,
    listen: (fn: (glance: AttentionChange) => void) => {
      glance = fn;
      return () => {
        glance = () => {};
      };
    },
  };
  const transmit = (frame: object) => frames.push('state' in frame ? String(frame.state) : '') > 0;
  presence = new Presence({ clock, attention }, transmit, () => {});
  presence.start();
});

function show(now: boolean): void {
  visible = now;
  glance(now ? 'visible' : 'hidden');
}

describe('presence', () => {
  it('is told to every new connection', () => {
    presence.connected();
    show(false);
    presence.connected();
    expect(frames).toEqual(['active', 'inactive', 'inactive']);
  });

  it('ends when the tab is hidden, and comes back with it', () => {
    show(false);
    expect(presence.active).toBe(false);
    show(true);
    expect(frames).toEqual(['inactive', 'active']);
  });

  it('ends after five minutes without use, and comes back with the next', async () => {
    await clock.pass(4 * MINUTE);
    glance('used');
    await clock.pass(4 * MINUTE);
    expect(presence.active).toBe(true);
    await clock.pass(MINUTE);
    expect(presence.active).toBe(false);
    glance('used');
    expect(frames).toEqual(['inactive', 'active']);
  });

  it('is not brought back by what is done elsewhere while the tab is hidden', () => {
    show(false);
    glance('used');
    expect(presence.active).toBe(false);
  });

  it('says nothing after the end', async () => {
    presence.stop();
    await clock.pass(10 * MINUTE);
    expect(frames).toEqual([]);
  });
});
