import { describe, expect, it } from 'vitest';
import { DEFAULT_LEVELS, levelOf, ownLevel } from '../../../src/state/notices/levels';
import { inAnHour, tomorrowMorning } from '../../../src/state/notices/mute';

const NOW = new Date('2026-03-28T21:30:00Z');
const chat = (notify: 'all' | 'mentions' | 'none' | null, notify_until: string | null = null) => ({
  ...{ kind: 'group' as const, notify, notify_until },
});

describe('what calls the user in a chat', () => {
  it('is what they chose for it, as long as that holds', () => {
    expect(levelOf(chat('none'), DEFAULT_LEVELS, NOW)).toBe('none');
    expect(levelOf(chat('none', '2026-03-28T21:30:01Z'), DEFAULT_LEVELS, NOW)).toBe('none');
    expect(levelOf(chat('none', '2026-03-28T21:30:00Z'), DEFAULT_LEVELS, NOW)).toBe('all');
    expect(ownLevel(chat('none', '2026-03-28T21:30:00Z'), NOW)).toBeNull();
  });

  it('is else what they chose for its kind', () => {
    expect(levelOf(chat(null), { ...DEFAULT_LEVELS, group: 'mentions' }, NOW)).toBe('mentions');
    expect(levelOf({ ...chat(null), kind: 'public' }, DEFAULT_LEVELS, NOW)).toBe('mentions');
  });
});

describe('a chat is muted', () => {
  it('for an hour', () => {
    expect(inAnHour(NOW)).toEqual(new Date('2026-03-28T22:30:00Z'));
  });

  it.each([
    ['in the evening', new Date(2026, 2, 28, 22, 30), new Date(2026, 2, 29, 8)],
    ['after midnight', new Date(2026, 2, 29, 0, 30), new Date(2026, 2, 30, 8)],
    ['at the end of a year', new Date(2026, 11, 31, 9), new Date(2027, 0, 1, 8)],
  ])('until eight o’clock of the next day, %s', (_, now, until) => {
    expect(tomorrowMorning(now)).toEqual(until);
  });
});
