import { describe, expect, it } from 'vitest';
import { type CallMoment, changesOf } from '../../../src/state/calls/moments';

const bob = { username: 'bob', hand: false, screen: false };
const moment = (more: Partial<CallMoment> = {}): CallMoment => ({
  ...{ phase: 'live', microphone: true, camera: false, screen: false, people: [bob] },
  ...more,
});

describe('what is told of a call', () => {
  it.each<[string, Partial<CallMoment>, string[]]>([
    ['somebody joined', { people: [bob, { ...bob, username: 'cem' }] }, ['joined cem']],
    ['somebody left', { people: [] }, ['left bob']],
    ['a hand was raised', { people: [{ ...bob, hand: true }] }, ['hand bob']],
    ['a screen is shared', { people: [{ ...bob, screen: true }] }, ['shares bob']],
    ['the user is muted', { microphone: false }, ['muted ']],
    ['the camera is on', { camera: true }, ['cameraOn ']],
    ['the own screen is shared', { screen: true }, ['sharing ']],
    ['the connection is being made anew', { phase: 'reconnecting' }, ['reconnecting ']],
    ['the connection is lost', { phase: 'failed' }, ['failed ']],
    ['nothing', {}, []],
  ])('is that %s', (_, now, told) => {
    expect(changesOf(moment(), moment(now)).map(({ what, username }) => `${what} ${username}`)).toEqual(told);
  });

  it('is told of a hand that goes down by nobody', () => {
    expect(changesOf(moment({ people: [{ ...bob, hand: true }] }), moment())).toEqual([]);
  });

  it('is that one is connected, the first time and again', () => {
    for (const phase of ['connecting', 'reconnecting'])
      expect(changesOf(moment({ phase }), moment())).toEqual([{ what: 'connected', username: '' }]);
  });
});
