/** Puts the page's parts together: one account, and the chats of whoever is signed in. */
import { effect, signal, untracked } from '@preact/signals';
import { Api, PublicApi } from '../api';
import { checkingContract } from '../api/contract';
import { SessionHolder } from '../api/session';
import { Files } from '../files';
import { Account } from './account/account';
import { preferences } from './account/appearance';
import { Chats } from './chats/chats';
import { Drafts } from './chats/drafts';
import { Alerts, unreadTotals } from './notices/alerts';
import { showUnread } from './notices/badge';
import { Election, type Standing } from './notices/election';
import { notifier } from './notices/notification';
import { attention, clock, dial, world } from './page/browser';
import { broadcast, storage } from './page/browser-features';
import { markOutdated } from './page/service-worker';
import { SiteSettings } from './page/site-settings';
import { IndexedDbStore } from './page/unsent-store';

const session = new SessionHolder(checkingContract(window.fetch.bind(window), markOutdated));

export const api = new Api(session);
export const publicApi = new PublicApi(session);
export const site = new SiteSettings(() => publicApi.site(), storage, world);
export const account = new Account(session, broadcast('snowfight'), storage, world);
/** Null while nobody is signed in. */
export const chats = signal<Chats | null>(null);
/** Null while nobody is signed in. */
export const files = signal<Files | null>(null);

/** Null while nobody is signed in. */
export const drafts = signal<Drafts | null>(null);

const election = new Election({
  clock,
  box: broadcast('snowfight.calls'),
  tab: String(Math.random()),
  standing,
});

/** A tab without a connection hears nothing, so it speaks for no other. */
function standing(room: string): Standing {
  const own = chats.value;
  if (own?.connection.state.value !== 'open') return 'back';
  return own.watches(room) ? 'watching' : document.hidden ? 'back' : 'front';
}

/** Follows the sign-in: each user gets chats of their own. */
export function start(): void {
  effect(() => {
    const username = account.user.value?.username;
    untracked(() => follow(username));
  });
  showUnread(() => unreadTotals(chats.value?.list.value ?? []));
  window.addEventListener('beforeunload', (event) => {
    if (files.value?.uploads.busy.value) event.preventDefault();
  });
  void account.resume();
}

/** Leaves nothing unsent and no draft behind, unlike a session that ends by itself. */
export async function logout(): Promise<void> {
  const username = account.user.value?.username;
  await account.logout();
  await forget(username);
}

export async function deleteAccount(password: string): Promise<void> {
  const username = account.user.value?.username;
  await api.deleteAccount(password);
  account.end();
  await forget(username);
}

async function forget(username: string | undefined): Promise<void> {
  if (!username) return;
  new Drafts(username, storage).clear();
  await new IndexedDbStore(username).clear().catch(() => undefined);
}

export const verify = (code: string): Promise<void> => session.verify(code);

function follow(username: string | undefined): void {
  if (username === chats.value?.me) return;
  chats.value?.stop();
  files.value?.stop();
  const opened = username ? open(username) : null;
  files.value = opened && new Files(api, world, site, (...file) => opened.client.outbox.sendFile(...file));
  drafts.value = username ? new Drafts(username, storage) : null;
  chats.value = opened;
}

function open(username: string): Chats {
  const store = new IndexedDbStore(username);
  const ports = { ...world, attention, dial, store, remote: api, uuid: () => crypto.randomUUID() };
  const opened = new Chats(username, api, ports, () => session.forget());
  const alerts = new Alerts(username, preferences.choices, notifier, election);
  opened.arrived = (message) => {
    const chat = opened.list.value?.find(({ name }) => name === message.room);
    void alerts.received(message, chat);
  };
  opened.start();
  return opened;
}
