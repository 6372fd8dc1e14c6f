import { beforeEach, describe, expect, it } from 'vitest';
import { yieldToInputMethods } from '../../../src/components/composer/input-method';

let page: EventTarget;
let heard: string[];

beforeEach(() => {
  page = new EventTarget();
  heard = [];
  yieldToInputMethods(page);
  page.addEventListener('keydown', (event) => heard.push((event as KeyboardEvent).key));
});

const press = (key: string, how: { isComposing?: boolean; keyCode?: number }) =>
  page.dispatchEvent(Object.assign(new Event('keydown'), { key, isComposing: false, ...how }));

describe('a key', () => {
  it('is heard by the page where nothing is composed', () => {
    press('Enter', { keyCode: 13 });
    press('Escape', { keyCode: 27 });
    expect(heard).toEqual(['Enter', 'Escape']);
  });

  it.each([
    ['while something is composed', { isComposing: true, keyCode: 13 }],
    ['in the order of Safari, where the composition has just ended', { isComposing: false, keyCode: 229 }],
  ])('is the input method’s alone %s', (_, how) => {
    press('Enter', how);
    press('Escape', how);
    press('ArrowDown', how);
    expect(heard).toEqual([]);
  });
});
