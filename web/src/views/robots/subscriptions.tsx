import { useState } from 'preact/hooks';
import { Confirm } from '../../components/dialogs/confirm';
import { Section } from '../../components/shell/page';
import type { Subscriptions } from '../../state/robots/subscriptions';
import { robotText } from '../../text/robots';
import type { Subscription } from '../../wire';
import { LoadState } from './load-state';
import { NewSubscriptionForm } from './new-subscription';
import { SubscriptionRow } from './subscription-row';
import { ToldOnce } from './told-once';
import { useFocusBack } from './use-focus-back';

/** Who is told what happens in a chat: made, tried, enabled again, deleted. The secret of a new one is shown once. */
export function SubscriptionSection({ subscriptions }: { subscriptions: Subscriptions }) {
  const [leaving, setLeaving] = useState<Subscription | null>(null);
  const box = useFocusBack(leaving);
  const words = robotText.subscriptions;
  const items = subscriptions.items.value;
  const told = subscriptions.told.value;
  const remove = async ({ id }: Subscription) => {
    await subscriptions.remove(id);
    setLeaving(null);
  };
  return (
    <Section title={words.title}>
      <div ref={box} class="contents">
        <p class="-mt-2 text-soft">{words.hint}</p>
        <LoadState list={subscriptions} />
        {items?.length === 0 && <p class="text-sm text-soft">{words.none}</p>}
        {items && items.length > 0 && (
          <ul aria-label={words.list} class="flex flex-col gap-3">
            {items.map((subscription) => (
              <SubscriptionRow
                key={subscription.id}
                subscription={subscription}
                subscriptions={subscriptions}
                remove={() => setLeaving(subscription)}
              />
            ))}
          </ul>
        )}
        {told && <ToldOnce title={words.toldTitle} label={words.secret} hint={words.secretHint} value={told.secret} />}
        <NewSubscriptionForm key={told?.id} subscriptions={subscriptions} />
        {leaving && (
          <Confirm
            title={words.removeTitle}
            words={words.removeWords({ url: leaving.url })}
            submit={words.removeSubmit}
            act={() => remove(leaving)}
            close={() => setLeaving(null)}
          />
        )}
      </div>
    </Section>
  );
}
