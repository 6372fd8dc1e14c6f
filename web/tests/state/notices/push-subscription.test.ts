import { beforeEach, describe, expect, it } from 'vitest';
import { BrowserSubscription, idOf } from '../../../src/state/notices/push-subscription';
import type { PushDevice, PushSubscribe } from '../../../src/wire/index';

const KEYS = { p256dh: 'p', auth: 'a' };

/** A browser, and the server as this user knows it. */
class World {
  serverKey = 'AQID';
  devices: PushDevice[] = [];
  readonly posted: PushSubscribe[] = [];
  readonly kept = new Map<string, string>();
  /** What was asked of the server. */
  readonly asked: string[] = [];
  language = 'en';
  allowed = true;
  browsers: PushSubscription | null = null;
  #count = 0;

  page(): BrowserSubscription {
    const storage = {
      get: (name: string) => this.kept.get(name) ?? null,
      set: (name: string, value: string) => void this.kept.set(name, value),
      remove: (name: string) => void this.kept.delete(name),
    };
    return new BrowserSubscription({
      api: this.#api(),
      kept: async () => this.browsers,
      subscribe: async (key) => this.#subscribe(key),
      storage,
      allowed: () => this.allowed,
      language: () => this.language,
    });
  }

  #api() {
    const asked = <T>(what: string, answer: T): Promise<T> => {
      this.asked.push(what);
      return Promise.resolve(answer);
    };
    return {
      key: () => asked('key', this.serverKey),
      devices: () => asked('devices', { devices: this.devices, mail_stopped: null }),
      test: () => asked('test', undefined),
      unsubscribe: () => asked('unsubscribe', undefined),
      subscribe: async (subscription: PushSubscribe) => {
        this.posted.push(subscription);
        this.devices = [{ id: await idOf(subscription.endpoint), created: '2026-11-28T00:00:00.000Z' }];
        return asked('subscribe', undefined);
      },
    };
  }

  #subscribe(key: string): PushSubscription {
    this.#count += 1;
    const made = {
      endpoint: `https://push.example.org/${this.#count}`,
      options: { applicationServerKey: Uint8Array.from(Buffer.from(key, 'base64url')).buffer },
      toJSON: () => ({ keys: KEYS }),
      unsubscribe: async () => {
        this.browsers = null;
        return true;
      },
    };
    this.browsers = made as unknown as PushSubscription;
    return this.browsers;
  }
}

let world: World;

beforeEach(() => {
  world = new World();
});

const endpoints = () => world.posted.map(({ endpoint }) => endpoint.split('/').at(-1));

it('names a device as the server does', async () => {
  expect(await idOf('https://push.example.org/1')).toBe('Vy7T27PJN_Q0To7s3-1qEiyH0c-NA-byEYEpZq8_9Tk');
});

describe('a browser that was never switched on', () => {
  it('asks for nothing', async () => {
    const page = world.page();
    await page.renew();
    expect([page.on.value, world.asked]).toEqual([false, []]);
  });
});

describe('a tap', () => {
  it('subscribes with the server’s key, and tells it, in the user’s language', async () => {
    world.language = 'tr';
    const page = world.page();
    await page.switchOn();
    expect(world.posted).toEqual([{ endpoint: 'https://push.example.org/1', keys: KEYS, language: 'tr' }]);
    expect(page.on.value).toBe(true);
  });
});

describe('a browser that was switched on', () => {
  beforeEach(() => world.page().switchOn());

  it('is left as it is while all is as it was', async () => {
    await world.page().renew();
    expect(endpoints()).toEqual(['1']);
  });

  it('subscribes anew with another key of the server’s', async () => {
    world.serverKey = 'BAUG';
    await world.page().renew();
    expect(endpoints()).toEqual(['1', '2']);
  });

  it('subscribes anew where the browser has lost it', async () => {
    world.browsers = null;
    await world.page().renew();
    expect(endpoints()).toEqual(['1', '2']);
  });

  it('tells it again where the server knows it not, or as another user’s', async () => {
    world.devices = [{ id: 'of another browser', created: '2026-11-28T00:00:00.000Z' }];
    await world.page().renew();
    expect(endpoints()).toEqual(['1', '1']);
  });

  it('tells it again in another language, once', async () => {
    world.language = 'tr';
    await world.page().renew();
    await world.page().renew();
    expect(world.posted.map(({ language }) => language)).toEqual(['en', 'tr']);
  });

  it('asks for nothing once the user forbids notifications', async () => {
    world.asked.length = 0;
    world.allowed = false;
    const page = world.page();
    await page.renew();
    expect([page.on.value, world.asked]).toEqual([false, []]);
  });

  it('can be tested', async () => {
    await world.page().test();
    expect(world.asked.at(-1)).toBe('test');
  });

  it.each(['switchOff', 'forget'] as const)('is none any more, here and for the next page: %s', async (end) => {
    const page = world.page();
    await page[end]();
    world.asked.length = 0;
    await world.page().renew();
    expect([page.on.value, world.browsers, world.asked]).toEqual([false, null, []]);
  });

  it('is taken from the server too when it is switched off', async () => {
    await world.page().switchOff();
    expect(world.asked.at(-1)).toBe('unsubscribe');
  });
});
