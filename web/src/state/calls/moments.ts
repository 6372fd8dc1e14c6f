/** What happens in a call, found by comparing how it is with how it was. */
import type { CallSession } from '../../calls/session';

interface PersonMoment {
  username: string;
  hand: boolean;
  screen: boolean;
}

/** How a call is, as far as it is told when that changes. */
export interface CallMoment {
  phase: string;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  people: readonly PersonMoment[];
}

/** Something that happened; `username` is whose doing it is, empty for what is nobody's. */
export interface CallChange {
  what:
    | 'joined'
    | 'left'
    | 'hand'
    | 'shares'
    | 'muted'
    | 'unmuted'
    | 'cameraOn'
    | 'cameraOff'
    | 'sharing'
    | 'unshared'
    | 'connected'
    | 'reconnecting'
    | 'failed';
  username: string;
}

export function momentOf({ phase, local, peers }: CallSession): CallMoment {
  return {
    phase: phase.value,
    microphone: local.microphone.value,
    camera: local.camera.value,
    screen: local.screen.value,
    people: peers.value.map(({ username, handRaised, screen }) => ({
      username,
      hand: handRaised.value,
      screen: screen.value !== null,
    })),
  };
}

export function changesOf(before: CallMoment, now: CallMoment): CallChange[] {
  const own = (was: boolean, is: boolean, on: CallChange['what'], off: CallChange['what']) =>
    was === is ? [] : [{ what: is ? on : off, username: '' }];
  return [
    ...phaseChange(before.phase, now.phase),
    ...peopleChanges(before.people, now.people),
    ...own(before.microphone, now.microphone, 'unmuted', 'muted'),
    ...own(before.camera, now.camera, 'cameraOn', 'cameraOff'),
    ...own(before.screen, now.screen, 'sharing', 'unshared'),
  ];
}

function phaseChange(was: string, is: string): CallChange[] {
  if (was === is) return [];
  if (is === 'live') return [{ what: 'connected', username: '' }];
  return is === 'reconnecting' || is === 'failed' ? [{ what: is, username: '' }] : [];
}

function peopleChanges(before: readonly PersonMoment[], now: readonly PersonMoment[]): CallChange[] {
  const find = (people: readonly PersonMoment[], name: string) => people.find(({ username }) => username === name);
  const gone = before.filter(({ username }) => !find(now, username));
  return [
    ...gone.map(({ username }) => ({ what: 'left' as const, username })),
    ...now.flatMap(({ username, hand, screen }) => {
      const known = find(before, username);
      const changes: CallChange['what'][] = [
        ...(known ? [] : ['joined' as const]),
        ...(hand && !known?.hand ? ['hand' as const] : []),
        ...(screen && !known?.screen ? ['shares' as const] : []),
      ];
      return changes.map((what) => ({ what, username }));
    }),
  ];
}
