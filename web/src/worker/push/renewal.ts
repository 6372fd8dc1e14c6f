/** The browser has ended its subscription, as it may at any time: another takes its place. */
import type { PushKey } from '../../wire/index';
import type { Scope } from './scope';
import { signedIn } from './session';
import { keptWords } from './words';

/**
 * Subscribes again and tells the server, which knows the key: another key may be why. Where nobody is signed in, or
 * nothing answers, the next page does it (`state/notices/push-subscription.ts`).
 */
export async function renewSubscription({ registration }: Scope): Promise<void> {
  const { get, post } = await signedIn();
  const { public_key } = await get<PushKey>('/api/push/key');
  const fresh = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key });
  const { endpoint, keys } = fresh.toJSON();
  const language = (await keptWords())?.language ?? null;
  await post('/api/push/subscribe', { endpoint, keys, language });
}
