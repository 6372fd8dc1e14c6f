import { CircleAlert, CircleCheck, CircleDashed, CirclePause } from 'lucide-preact';
import { useAction } from '../../components/forms/use-action';
import { now } from '../../state/page/clock';
import { type Health, healthOf, outcomeOf } from '../../state/robots/delivery';
import type { Subscriptions } from '../../state/robots/subscriptions';
import { robotText } from '../../text/robots';
import { exactTime, shortTime } from '../../text/time';
import type { Subscription } from '../../wire';

interface Props {
  subscription: Subscription;
  subscriptions: Subscriptions;
  remove(): void;
}

const ICONS = { new: CircleDashed, well: CircleCheck, failing: CircleAlert, disabled: CirclePause };
const TINTS: Readonly<Record<Health, string>> = {
  new: 'text-soft',
  well: 'text-good',
  failing: 'text-danger',
  disabled: 'text-danger',
};

/** One address that is told: of what, how that fares, and what can be done about it. */
export function SubscriptionRow({ subscription, subscriptions, remove }: Props) {
  const { id, url, events, bots } = subscription;
  const words = robotText.subscriptions;
  const test = useAction(() => subscriptions.try(id));
  const enable = useAction(() => subscriptions.enable(id));
  const answer = subscriptions.tried.value.get(id);
  const health = healthOf(subscription);
  const Icon = ICONS[health];
  const what = [...events.map((kind) => robotText.kinds[kind]), ...(bots ? [words.withBots] : [])];
  return (
    <li data-testid="subscription" class="flex flex-col gap-2 rounded-2xl border border-line p-4">
      <p dir="ltr" class="font-bold wrap-anywhere">
        {url}
      </p>
      <p class="text-sm text-soft">{what.join(' · ')}</p>
      <p class={`flex items-center gap-1.5 text-sm font-bold ${TINTS[health]}`}>
        <Icon size="1rem" aria-hidden class="shrink-0" /> {robotText.health[health]}
      </p>
      <Trouble subscription={subscription} />
      <div class="flex flex-wrap gap-2">
        <button
          type="button"
          aria-label={words.testIt({ url })}
          aria-busy={test.busy}
          class="btn btn-quiet min-h-9 px-4"
          onClick={() => void test.run()}
        >
          {words.test}
        </button>
        {subscription.disabled && (
          <button
            type="button"
            aria-label={words.enableIt({ url })}
            aria-busy={enable.busy}
            class="btn btn-quiet min-h-9 px-4"
            onClick={() => void enable.run()}
          >
            {words.enable}
          </button>
        )}
        <button type="button" aria-label={words.removeIt({ url })} class="btn btn-quiet min-h-9 px-4" onClick={remove}>
          {words.remove}
        </button>
      </div>
      <p role="status" class="text-sm font-semibold empty:hidden">
        {answer !== undefined && words.tested({ words: wordsOf(answer) })}
      </p>
      <p role="alert" class="text-sm font-semibold text-danger empty:hidden">
        {test.failure || enable.failure}
      </p>
    </li>
  );
}

/** Why it fails, since when, and what comes of it. */
function Trouble({ subscription: { disabled, failing_since, last_status } }: { subscription: Subscription }) {
  if (!disabled && failing_since === null) return null;
  const since = failing_since === null ? null : new Date(failing_since);
  // Whoever enables it again, or never failed, has no reason to read of.
  const known = since !== null || last_status !== null;
  return (
    <div class="rounded-xl bg-danger-soft px-3 py-2 text-sm">
      {known && <p class="font-semibold">{wordsOf(last_status)}</p>}
      {disabled ? (
        <p>{robotText.failing.disabled}</p>
      ) : (
        since && (
          <p>
            <time dateTime={since.toISOString()} title={exactTime(since)}>
              {robotText.failing.since({ time: shortTime(since, now.value) })}
            </time>
          </p>
        )
      )}
    </div>
  );
}

/** What became of a delivery, with the number that whoever runs the receiver looks for. */
function wordsOf(status: number | null): string {
  const words = robotText.outcomes[outcomeOf(status)];
  return status === null ? words : robotText.answered({ words, status: String(status) });
}
