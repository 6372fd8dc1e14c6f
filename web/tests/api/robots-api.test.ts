import { beforeEach, describe, expect, it } from 'vitest';
import { ClaimApi } from '../../src/api/claim-api';
import { RobotsApi } from '../../src/api/robots-api';

let calls: [path: string, call: object | undefined][];
let answer: object | undefined;

const session = {
  authorised: async <T>(path: string, call?: object): Promise<T> => {
    calls.push([path, call]);
    return answer as T;
  },
};
const api = new RobotsApi(session);

beforeEach(() => {
  calls = [];
  answer = undefined;
});

describe('the calls about robots', () => {
  it('name a bot, and how long its token is to be good', async () => {
    await api.addBot('snow_report', 'Snow report');
    await api.renewToken('snow_report', 30);
    await api.deleteBot('snow_report');
    expect(calls).toEqual([
      ['/api/bots', { method: 'POST', body: { username: 'snow_report', display_name: 'Snow report' } }],
      ['/api/bots/snow_report/token', { method: 'POST', body: { days: 30 } }],
      ['/api/bots/snow_report/delete', { method: 'POST' }],
    ]);
  });

  it('hand out what the lists hold', async () => {
    answer = { bots: [1], hooks: [2], subscriptions: [3] };
    expect([await api.bots(), await api.hooks('g'), await api.subscriptions('g')]).toEqual([[1], [2], [3]]);
    expect(calls.map(([path]) => path)).toEqual(['/api/bots', '/api/chat/g/hooks', '/api/chat/g/subscriptions']);
  });

  it('lead to a hook and a subscription of a chat, whatever is in their names', async () => {
    await api.deleteHook('a/b', 'c d');
    await api.enableSubscription('a/b', 'c d');
    await api.testSubscription('g', 's');
    await api.deleteSubscription('g', 's');
    expect(calls.map(([path]) => path)).toEqual([
      '/api/chat/a%2Fb/hooks/c%20d/delete',
      '/api/chat/a%2Fb/subscriptions/c%20d/enable',
      '/api/chat/g/subscriptions/s/test',
      '/api/chat/g/subscriptions/s/delete',
    ]);
  });

  it('say what is to be told, and to whom', async () => {
    await api.addSubscription('g', { url: 'https://a.example', events: ['member'], bots: true });
    await api.addHook('g', 'Grafana');
    expect(calls).toEqual([
      [
        '/api/chat/g/subscriptions',
        { method: 'POST', body: { url: 'https://a.example', events: ['member'], bots: true } },
      ],
      ['/api/chat/g/hooks', { method: 'POST', body: { name: 'Grafana' } }],
    ]);
  });
});

describe('taking over an account', () => {
  it('needs no session, and answers whose it was', async () => {
    const claims = new ClaimApi({ open: session.authorised });
    answer = { username: 'chloe', email_verified: true };
    await claims.ask('chloe@example.org');
    expect(await claims.finish({ email: 'chloe@example.org', code: '123456', password: 'snowy enough' })).toBe('chloe');
    expect(calls).toEqual([
      ['/api/auth/claim', { method: 'POST', body: { email: 'chloe@example.org' } }],
      [
        '/api/auth/claim/finish',
        { method: 'POST', body: { email: 'chloe@example.org', code: '123456', password: 'snowy enough' } },
      ],
    ]);
  });
});
