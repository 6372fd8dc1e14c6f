import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { broadcast, browserFeature, notifications, serviceWorkers } from '../../../src/state/page/browser-features';

const REFUSED = ['BroadcastChannel', 'Notification', 'navigator'] as const;
const before = REFUSED.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

/** A browser in which touching any of them throws. */
function refuse(): void {
  for (const name of REFUSED) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        throw new DOMException(`${name} is off`, 'SecurityError');
      },
    });
  }
}

afterEach(() => {
  for (const [name, descriptor] of before) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
});

describe('what a browser may refuse', () => {
  it('is nothing to the page where it does', () => {
    refuse();
    expect([serviceWorkers(), notifications(), broadcast('snowfight')]).toEqual([null, null, null]);
  });

  it('is nothing where the browser does not have it', () => {
    expect(browserFeature(() => undefined)).toBeNull();
    expect(notifications()).toBeNull();
  });

  it('is itself where it is there', () => {
    const channel = broadcast('snowfight');
    expect(channel?.name).toBe('snowfight');
    channel?.close();
  });

  it('is touched by nothing else in the client', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
    const touching = sources.filter((path) => {
      const code = readFileSync(join('src', path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return /\b(localStorage|sessionStorage|navigator\.serviceWorker|new BroadcastChannel|(?<!typeof )\bNotification\.)/.test(
        code,
      );
    });
    expect(touching).toEqual(['state/page/browser-features.ts']);
  });
});
