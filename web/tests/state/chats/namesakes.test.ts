import { expect, it } from 'vitest';
import { namesakesAmong } from '../../../src/state/chats/namesakes';
import { displayNameOf } from '../../../src/text/names';

const person = (username: string, display_name: string) => ({ username, display_name, avatar_url: null, bot: false });

it.each([
  ['Ada', 'Ada'],
  ['Ada Winter', 'ada  winter'],
  ['Ada', 'A\u00adda\u200b'],
  ['Ada', 'Ａｄａ'],
  ['Işık', 'ışık'],
  ['İpek', 'ipek'],
  ['Çağla', 'C\u0327ag\u0306la'],
])('%s and %s are one name to the eye', (one, other) => {
  const people = [person('ada', one), person('ada_2', other), person('bob', 'Bob')];
  expect([...namesakesAmong(people)]).toEqual(['ada', 'ada_2']);
});

it('nobody is their own namesake, however often they are met or renamed', () => {
  expect(namesakesAmong([person('ada', 'Ada'), person('ada', 'Ada'), person('ada', 'Ada Winter')]).size).toBe(0);
});

it('whoever bears a name that another had before is called by both names', () => {
  const people = [person('ada', 'Ada'), person('eve', 'Eve'), person('eve', 'Ada')];
  const namesakes = namesakesAmong(people);
  expect(people.map((each) => displayNameOf(each, namesakes))).toEqual(['Ada (@ada)', 'Eve (@eve)', 'Ada (@eve)']);
});
