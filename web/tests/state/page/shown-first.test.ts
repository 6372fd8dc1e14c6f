import { expect, it } from 'vitest';
import { shownFirst } from '../../../src/state/page/shown-first';

it.each([
  ['/', 'public-chat'],
  ['/chat/public-chat', 'public-chat'],
  ['/chat/public-chat/', 'public-chat'],
  ['/chat/public-chat/17', 'public-chat'],
  ['/chat/9c5b94b1-35ad-49bb-b118-8e8fc24abf80/thread/4', '9c5b94b1-35ad-49bb-b118-8e8fc24abf80'],
  ['/chat/', ''],
  ['/groups', ''],
  ['/me/profile', ''],
  ['/login', ''],
])('a page at %s shows %s first', (path, room) => {
  expect(shownFirst(path)).toBe(room);
});
