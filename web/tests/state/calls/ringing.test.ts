import { beforeEach, describe, expect, it } from 'vitest';
import { Ringing } from '../../../src/state/calls/ringing';
import { VirtualClock } from '../../sync/clock';
import { participant, ring, state } from './frames';

let clock: VirtualClock;
let ringing: Ringing;
const calls = () => ringing.rings.value.map(({ call }) => call);

beforeEach(() => {
  clock = new VirtualClock();
  ringing = new Ringing('ada', clock);
});

describe('a call that rings', () => {
  it('rings until it expires', async () => {
    ringing.rang(ring());
    await clock.pass(44_999);
    expect(calls()).toEqual(['call 1']);
    await clock.pass(1);
    expect(calls()).toEqual([]);
  });

  it.each([
    ['it is answered on another device', { participants: [participant('bob'), participant('ada')] }],
    ['it is declined on another device', { declined: ['ada'] }],
    ['it is over', { state: 'over' as const, reason: 'cancelled' as const }],
  ])('ends when %s, and a late ring does not begin it again', (_, told) => {
    ringing.rang(ring());
    ringing.told(state(told));
    ringing.rang(ring());
    expect(calls()).toEqual([]);
  });

  it('goes on when somebody else of the group answers or declines', () => {
    ringing.rang(ring());
    ringing.told(state({ participants: [participant('bob'), participant('cem')], declined: ['dan'] }));
    expect(calls()).toEqual(['call 1']);
  });

  it('is shown once, however often it is told', () => {
    ringing.rang(ring());
    ringing.rang(ring());
    expect(calls()).toEqual(['call 1']);
  });

  it('rings no longer than any call does where this machine’s clock is wrong', async () => {
    ringing.rang(ring({ expires: '2031-01-01T00:00:00.000Z' }));
    ringing.rang(ring({ call: 'call 2', expires: '2021-01-01T00:00:00.000Z' }));
    await clock.pass(44_999);
    expect(calls()).toEqual(['call 1', 'call 2']);
    await clock.pass(1);
    expect(calls()).toEqual([]);
  });

  it('leaves another one ringing when it ends', () => {
    ringing.rang(ring());
    ringing.rang(ring({ call: 'call 2', room: 'attic' }));
    ringing.end('call 1');
    expect(calls()).toEqual(['call 2']);
  });
});
