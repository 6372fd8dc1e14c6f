import { beforeEach, describe, expect, it } from 'vitest';
import { type BallotBox, Election, type Standing } from '../../../src/state/notices/election';
import { VirtualClock } from '../../sync/clock';
import { Dice } from '../../sync/random';

const WATCHED = 'den';

let clock: VirtualClock;
let dice: Dice;
let tabs: Tab[];

/** One tab of a browser, whose messages to the others take a moment. */
class Tab implements BallotBox {
  onmessage: BallotBox['onmessage'] = null;
  standing: Standing = 'back';
  frozen = false;
  calls: number[] = [];
  readonly election: Election;

  constructor(name: string, alone = false) {
    tabs.push(this);
    const standing = () => this.standing;
    this.election = new Election({ clock, box: alone ? null : this, tab: name, standing });
  }

  postMessage(data: unknown): void {
    const others = tabs.filter((tab) => tab !== this);
    for (const tab of others) {
      clock.after(dice.between(1, 60), () => {
        if (!tab.frozen) tab.onmessage?.({ data: structuredClone(data) } as MessageEvent);
      });
    }
  }

  /** A message comes to this tab, `late` milliseconds from now. */
  hears(seq: number, late = 0): void {
    clock.after(late, async () => {
      if (await this.election.wins(WATCHED, seq)) this.calls.push(seq);
    });
  }
}

const calls = () => tabs.map((tab) => tab.calls.length);

beforeEach(() => {
  clock = new VirtualClock();
  dice = new Dice(7);
  tabs = [];
});

describe('of the tabs of a browser', () => {
  it('one that is behind calls for all that are', async () => {
    for (const name of ['c', 'a', 'b']) new Tab(name).hears(1);
    await clock.pass(5_000);
    expect(calls().toSorted()).toEqual([0, 0, 1]);
  });

  it('none calls while one shows the chat, though that has not heard of the message yet', async () => {
    const [behind, watching] = [new Tab('a'), new Tab('b')];
    watching.standing = 'watching';
    behind.hears(1);
    watching.hears(1, 3_000);
    await clock.pass(5_000);
    expect(calls()).toEqual([0, 0]);
  });

  it('none calls to what one showed when it came, though the user has turned away since', async () => {
    const [behind, watching] = [new Tab('a'), new Tab('b')];
    watching.standing = 'watching';
    watching.hears(1);
    clock.after(100, () => {
      watching.standing = 'back';
    });
    behind.hears(1, 200);
    await clock.pass(5_000);
    expect(calls()).toEqual([0, 0]);
  });

  it('none calls where the user turns to the chat in that moment', async () => {
    const only = new Tab('a');
    only.hears(1);
    clock.after(100, () => {
      only.standing = 'watching';
    });
    await clock.pass(5_000);
    expect(calls()).toEqual([0]);
  });

  it.each([0, 100, 200, 3_000])('the one in front calls, though it hears of it %i ms later', async (late) => {
    const [behind, front] = [new Tab('a'), new Tab('b')];
    front.standing = 'front';
    behind.hears(1);
    front.hears(1, late);
    await clock.pass(5_000);
    expect(calls()).toEqual([0, 1]);
  });

  it('none is waited for that is frozen', async () => {
    const [behind, frozen] = [new Tab('b'), new Tab('a')];
    Object.assign(frozen, { frozen: true, standing: 'watching' });
    behind.hears(1);
    await clock.pass(5_000);
    expect(calls()).toEqual([1, 0]);
  });

  it('each message is called to', async () => {
    const both = [new Tab('a'), new Tab('b')];
    for (const tab of both) for (const seq of [1, 2, 3]) tab.hears(seq, seq * 100);
    await clock.pass(5_000);
    expect(both.flatMap((tab) => tab.calls).toSorted()).toEqual([1, 2, 3]);
  });

  it('each speaks for itself where they cannot talk', async () => {
    for (const name of ['a', 'b']) new Tab(name, true).hears(1);
    const watching = new Tab('c', true);
    watching.standing = 'watching';
    watching.hears(1);
    await clock.pass(5_000);
    expect(calls()).toEqual([1, 1, 0]);
  });

  it('exactly one calls, whenever they hear of it, and none while one shows it', async () => {
    for (let seed = 1; seed <= 500; seed++) {
      clock = new VirtualClock();
      dice = new Dice(seed);
      tabs = [];
      const count = Math.floor(dice.between(1, 5));
      for (let i = 0; i < count; i++) {
        const tab = new Tab(dice.uuid());
        tab.standing = dice.pick(['back', 'back', 'back', 'front', 'watching'] as const);
        tab.hears(1, dice.pick([0, dice.between(0, 400), dice.between(0, 4_000)]));
      }
      await clock.pass(10_000);
      const wanted = tabs.some(({ standing }) => standing === 'watching') ? 0 : 1;
      const sum = calls().reduce((a, b) => a + b, 0);
      expect([seed, sum]).toEqual([seed, wanted]);
    }
  });
});
