import { describe, expect, it } from 'vitest';
import { browserOf, supportOf } from '../../../src/state/notices/push-support';

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const CHROMIUM = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${SAFARI} Version/18.6 Mobile/15E148 Safari/604.1`;
const IPHONE_CHROME = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${SAFARI} CriOS/140.0 Mobile/15E148 Safari/604.1`;
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI} Version/18.6 Safari/605.1.15`;
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K)';

const traits = { userAgent: MAC, touchPoints: 0, standalone: false, push: true, permission: 'default' } as const;

describe('what a browser can do', () => {
  it.each([
    ['an iPhone in Safari', IPHONE, 5, false, 'home'],
    ['an iPhone in Chrome', IPHONE_CHROME, 5, false, 'home'],
    ['an iPad, which says that it is a Mac', MAC, 5, false, 'home'],
    ['an iPhone from the Home Screen', IPHONE, 5, true, 'able'],
    ['a Mac', MAC, 0, false, 'able'],
  ] as const)('%s', (_, userAgent, touchPoints, standalone, support) => {
    expect(supportOf({ ...traits, userAgent, touchPoints, standalone })).toBe(support);
  });

  it('is nothing where it lacks what that takes, or an old iPhone has it not even on the Home Screen', () => {
    expect(supportOf({ ...traits, push: false })).toBe('missing');
    expect(supportOf({ ...traits, permission: 'missing' })).toBe('missing');
    expect(supportOf({ ...traits, userAgent: IPHONE, standalone: true, push: false })).toBe('missing');
  });

  it('is what the user allows', () => {
    expect(supportOf({ ...traits, permission: 'denied' })).toBe('denied');
    expect(supportOf({ ...traits, permission: 'granted' })).toBe('able');
  });
});

it.each([
  [IPHONE, 5, 'ios'],
  [IPHONE_CHROME, 5, 'ios'],
  [MAC, 5, 'ios'],
  [MAC, 0, 'safari'],
  [`${WINDOWS} ${CHROMIUM} Safari/537.36`, 0, 'chrome'],
  [`${WINDOWS} ${CHROMIUM} Safari/537.36 Edg/140.0.0.0`, 0, 'edge'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0', 0, 'firefox'],
  [`${ANDROID} ${CHROMIUM} Mobile Safari/537.36`, 5, 'android'],
] as const)('%s is told apart', (userAgent, touchPoints, browser) => {
  expect(browserOf({ userAgent, touchPoints })).toBe(browser);
});
