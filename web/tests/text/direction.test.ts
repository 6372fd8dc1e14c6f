import { describe, expect, it } from 'vitest';
import { plain } from '../../src/rich/plain';
import { titleOf } from '../../src/state/notices/badge';
import { t } from '../../src/text';
import { isolated, withoutDirectionMarks } from '../../src/text/direction';
import { namesOf } from '../../src/text/names';
import type { Author } from '../../src/wire';

const apart = (text: string) => `\u2068${text}\u2069`;

describe('what somebody wrote, among other words', () => {
  it.each(['דנה', 'ليلى', 'abc דנה', '\u202egnp.exe', '𞤀'])('does not turn them: %j', (name) => {
    expect(isolated(name)).toBe(apart(name));
    expect(t.system.left({ name })).toBe(`${apart(name)} left`);
    expect(titleOf(name, 'Snow', 3, false)).toBe(`(3) ${apart(name)} · Snow`);
  });

  it.each(['Ada', 'Zoë', '雪', '🐒', 'a1 (b)'])('goes as it is where it turns nothing: %j', (name) => {
    expect(t.system.left({ name })).toBe(`${name} left`);
  });

  it('keeps each name of a list to itself', () => {
    const people = [{ display_name: 'דנה' }, { display_name: 'Ada' }] as Author[];
    expect(namesOf(people, new Set())).toBe(`${apart('דנה')} and Ada`);
  });

  it('cannot end its isolation', () => {
    expect(withoutDirectionMarks('a\u2069\u202eb')).toBe('ab');
    expect(plain('a\u2069 **\u202eb**')).toBe('a b');
  });
});
