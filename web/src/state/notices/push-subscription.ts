/** This browser as one that notices are pushed to. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PushApi } from '../../api/push-api';
import type { LocalStorage } from '../page/local-storage';
import { PUSH } from './push-flag';

export interface SubscriptionPorts {
  api: Pick<PushApi, 'key' | 'devices' | 'subscribe' | 'unsubscribe' | 'test'>;
  /** What the browser has; null for none. */
  kept(): Promise<PushSubscription | null>;
  /** Has the browser subscribe with the server's key. Rejects where it does not, or takes too long. */
  subscribe(key: string): Promise<PushSubscription>;
  storage: Pick<LocalStorage, 'get' | 'set' | 'remove'>;
  /** The user lets this site show notifications. */
  allowed(): boolean;
  /** The language's tag. */
  language(): string;
}

/** Subscribes when the user has switched it on, keeps that up from then on, and asks for nothing before. */
export class BrowserSubscription {
  #on = signal(false);

  constructor(private readonly ports: SubscriptionPorts) {
    this.#on.value = ports.storage.get(PUSH) !== null && ports.allowed();
  }

  /** Notices are pushed to this browser. */
  get on(): ReadonlySignal<boolean> {
    return this.#on;
  }

  /** After a tap, once the user has allowed notifications. Rejects where browser or server refuse. */
  async switchOn(): Promise<void> {
    await this.#post(await this.#subscribed(await this.ports.api.key()));
  }

  /**
   * At a page's start: subscribes anew where the server has another key or the browser has lost its subscription, and
   * tells the server where it knows it not, or not as this user's, or in another language.
   */
  async renew(): Promise<void> {
    const { api, storage, language } = this.ports;
    if (!this.#on.value) return;
    const [key, { devices }] = await Promise.all([api.key(), api.devices()]);
    const subscription = await this.#subscribed(key);
    const id = await idOf(subscription.endpoint);
    const known = devices.some((device) => device.id === id);
    if (!known || storage.get(PUSH) !== language()) await this.#post(subscription);
  }

  /** The user wants no more of it here. Rejects where the server does not answer. */
  async switchOff(): Promise<void> {
    const endpoint = await this.endpoint();
    if (endpoint) await this.ports.api.unsubscribe(endpoint);
    await this.forget();
  }

  /** The user leaves, which ends it on the server: the browser's part of it. */
  async forget(): Promise<void> {
    this.ports.storage.remove(PUSH);
    this.#on.value = false;
    await (await this.ports.kept())?.unsubscribe();
  }

  /** A notice by which the user sees that they come. */
  async test(): Promise<void> {
    const endpoint = await this.endpoint();
    if (endpoint) await this.ports.api.test(endpoint);
  }

  /** Where notices are pushed to; null for nowhere. */
  async endpoint(): Promise<string | null> {
    return (await this.ports.kept())?.endpoint ?? null;
  }

  /** The browser's subscription with the server's key. */
  async #subscribed(key: string): Promise<PushSubscription> {
    const kept = await this.ports.kept();
    if (kept && keyOf(kept) === key) return kept;
    await kept?.unsubscribe();
    return this.ports.subscribe(key);
  }

  async #post(subscription: PushSubscription): Promise<void> {
    const language = this.ports.language();
    const { p256dh = '', auth = '' } = subscription.toJSON().keys ?? {};
    await this.ports.api.subscribe({ endpoint: subscription.endpoint, keys: { p256dh, auth }, language });
    this.ports.storage.set(PUSH, language);
    this.#on.value = true;
  }
}

/** How the server calls a device: the SHA-256 of its endpoint. */
export async function idOf(endpoint: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
}

const keyOf = ({ options }: PushSubscription): string | null =>
  options.applicationServerKey && base64url(options.applicationServerKey);

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
