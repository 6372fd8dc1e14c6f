import { useEffect, useState } from 'preact/hooks';
import { session } from '../../state';
import { browserPush } from '../../state/notices/browser-push';
import { idOf } from '../../state/notices/push-subscription';
import { pushText } from '../../text/push';
import { dateName } from '../../text/time';

/** The user's browsers that notices are pushed to, this one named; another's end is with itself. */
export function DeviceList() {
  const { subscription, devices } = browserPush(session);
  const [own, setOwn] = useState<string | null>(null);
  const known = devices.known.value?.devices ?? [];
  useEffect(() => {
    void ownId().then(setOwn, () => setOwn(null));
  }, [known]);
  const ownId = async () => {
    const endpoint = await subscription.endpoint();
    return endpoint && idOf(endpoint);
  };
  if (known.length === 0) return null;
  return (
    <div>
      <h3 class="font-bold">{pushText.devices.title}</h3>
      <ul aria-label={pushText.devices.title} class="mt-1 flex flex-col gap-1">
        {known.map(({ id, created }) => (
          <li key={id} class="flex flex-wrap gap-x-2">
            <span class={id === own ? 'font-bold' : ''}>
              {id === own ? pushText.devices.own : pushText.devices.other}
            </span>
            <span class="text-soft">{pushText.devices.since({ date: dateName(new Date(created)) })}</span>
          </li>
        ))}
      </ul>
      {known.some(({ id }) => id !== own) && <p class="mt-1 text-sm text-soft">{pushText.devices.hint}</p>}
    </div>
  );
}
