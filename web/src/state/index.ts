/** Puts the page's parts together: one account, and the chats of whoever is signed in. */
import { effect, signal, untracked } from '@preact/signals';
import { Api } from '../api';
import { checkingContract } from '../api/contract';
import { PublicApi } from '../api/public-api';
import { SessionHolder } from '../api/session';
import { Files } from '../files';
import { ChatDatabase } from '../store/chat-database';
import { ChatStore } from '../store/chat-store';
import { Account } from './account/account';
import { preferences } from './account/appearance';
import type { CallCenter } from './calls/call-center';
import { Chats } from './chats/chats';
import { Drafts } from './chats/drafts';
import { blocksAreOld, blocksName, keptBlocks, muteName } from './community/kept';
import { Alerts, unreadTotals } from './notices/alerts';
import { showUnread } from './notices/badge';
import { Election, type Standing } from './notices/election';
import { DEFAULT_LEVELS } from './notices/levels';
import { notifier } from './notices/notifier';
import { PUSH } from './notices/push-flag';
import { attention, clock, dial, world } from './page/browser';
import { broadcast, storage } from './page/browser-features';
import { now } from './page/clock';
import { recentSearchesName } from './page/recent-searches-name';
import { markOutdated, whenIdle } from './page/service-worker';
import { shownFirst } from './page/shown-first';
import { SiteSettings } from './page/site-settings';
import { IndexedDbStore } from './page/unsent-store';

export const session = new SessionHolder(checkingContract(window.fetch.bind(window), markOutdated));

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

/** What the browser keeps of the chats of whoever is signed in. */
let kept: ChatStore | null = null;

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
  showUnread(() => {
    const levels = chats.value?.settings.known.value?.notify ?? DEFAULT_LEVELS;
    return unreadTotals(chats.value?.list.value ?? [], levels, now.value);
  });
  window.addEventListener('storage', ({ key }) => drafts.value?.heard(key));
  window.addEventListener('beforeunload', (event) => {
    if (files.value?.uploads.busy.value) event.preventDefault();
  });
  void account.resume(shownFirst(location.pathname));
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
  storage.remove(recentSearchesName(username));
  storage.remove(blocksName(username));
  storage.remove(muteName(username));
  await new IndexedDbStore(username).clear().catch(() => undefined);
  if (storage.get(PUSH) !== null) await background().then(({ end }) => end(session), nothing);
}

/** The calls of whoever is signed in. Their code comes with the first that is heard of; rejects where it does not. */
export const bringCalls = (): Promise<CallCenter> =>
  import('./calls').then(({ centerOf }) => centerOf(chats, api, session));

/** What a user has to do with moderation; its code comes when it is first wanted. */
const community = (own: Chats) => import('./community/community').then(({ communityOf }) => communityOf(own, session));

const nothing = () => undefined;

const background = () => import('./notices/background');

export const verify = (code: string): Promise<void> => session.verify(code);

function follow(username: string | undefined): void {
  if (username === chats.value?.me) return;
  chats.value?.stop();
  files.value?.stop();
  // Whoever left, or whose session has ended, leaves nothing to read.
  void kept?.clear();
  kept = username ? new ChatStore(username, new ChatDatabase(), clock, attention) : null;
  const opened = username && kept ? open(username, kept) : null;
  files.value = opened && new Files(api, world, site, (...file) => opened.client.outbox.sendFile(...file));
  drafts.value = username ? new Drafts(username, storage) : null;
  chats.value = opened;
}

function open(username: string, rooms: ChatStore): Chats {
  const store = new IndexedDbStore(username);
  const ports = { ...world, attention, dial, store, rooms, remote: api, uuid: () => crypto.randomUUID() };
  const opened = new Chats(username, api, ports, () => session.forget());
  const alerts = new Alerts(username, preferences.choices, notifier, election, opened.settings, clock);
  const blocks = keptBlocks(storage, username);
  opened.blocked.value = new Set(blocks?.usernames);
  opened.arrived = (message) => {
    if (opened.blocked.value.has(message.author.username)) return;
    const chat = opened.list.value?.find(({ name }) => name === message.room);
    void alerts.received(message, chat);
  };
  opened.deleted = (message) => alerts.deleted(message);
  opened.called = (frame) => void bringCalls().then((center) => center.hear(frame), nothing);
  opened.judged = (frame) => void community(opened).then((own) => own.hear(frame), nothing);
  opened.start();
  if (blocksAreOld(blocks, clock.now()) || storage.get(muteName(username)) !== null)
    whenIdle(() => chats.value === opened && community(opened).then((own) => own.start(), nothing));
  if (preferences.choices.value.notifications)
    whenIdle(() => chats.value === opened && background().then(({ start }) => start(opened, session), nothing));
  return opened;
}
