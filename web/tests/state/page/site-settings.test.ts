import { beforeEach, describe, expect, it } from 'vitest';
import { LocalStorage } from '../../../src/state/page/local-storage';
import { SiteSettings } from '../../../src/state/page/site-settings';
import type { Site } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

const answer: Site = {
  ...{
    name: 'Snow',
    message_length: 700,
    upload_limit: 5000,
    uploads: true,
    calls: true,
    push: false,
    edit_hours: null,
  },
  ...{ contact: 'snow@example.org', sign_up: 'open', challenge: false },
};

let items: Map<string, string>;
let answers: (Site | Error)[];
let clock: VirtualClock;

beforeEach(() => {
  items = new Map();
  answers = [];
  clock = new VirtualClock();
});

function page(): SiteSettings {
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
  const ask = async () => {
    const answer = answers.shift() ?? new Error('asked once too often');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const signals = { online: () => true, listen: () => () => {} };
  return new SiteSettings(ask, new LocalStorage(() => storage), { clock, signals, random: () => 1 });
}
const limitsOf = ({ messageLength, uploadLimit, uploads }: SiteSettings) => [
  messageLength.value,
  uploadLimit.value,
  uploads.value,
];

describe('what the deployment allows', () => {
  it('is asked once, and forbids nothing before it is known', async () => {
    answers = [answer];
    const site = page();
    expect(limitsOf(site)).toEqual([null, null, true]);
    await Promise.all([site.load(), site.load()]);
    await site.load();
    expect(limitsOf(site)).toEqual([700, 5000, true]);
  });

  it('is known to the next page from the start, and renewed', async () => {
    answers = [answer, { ...answer, message_length: 300, uploads: false }];
    await page().load();
    const next = page();
    expect(limitsOf(next)).toEqual([700, 5000, true]);
    await next.load();
    expect(limitsOf(next)).toEqual([300, 5000, false]);
  });

  it('is asked again by itself where no answer came', async () => {
    answers = [new Error('no network'), answer];
    const site = page();
    void site.load();
    await clock.pass(0);
    expect(limitsOf(site)).toEqual([null, null, true]);
    await clock.pass(5_000);
    expect(limitsOf(site)).toEqual([700, 5000, true]);
  });

  it('takes no files once the server has said so', () => {
    const site = page();
    site.uploadsAreOff();
    expect(site.uploads.value).toBe(false);
  });

  it.each(['{', 'null', '[]', '{"message_length":"many","upload_limit":1,"uploads":true}'])('survives %s', (text) => {
    items.set('snowfight.site', text);
    expect(limitsOf(page())).toEqual([null, null, true]);
  });
});
