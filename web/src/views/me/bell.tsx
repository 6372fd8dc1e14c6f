import { BellRing } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { useAction } from '../../components/forms/use-action';
import { Section } from '../../components/shell/page';
import { chats, session } from '../../state';
import { browserPush, browserTraits } from '../../state/notices/browser-push';
import { supportOf } from '../../state/notices/push-support';
import { pushText } from '../../text/push';
import { DeviceList } from './device-list';

interface Props {
  /** Asks the user for their permission, within their tap: whether it is given. */
  allow(): Promise<boolean>;
}

/** Notices while no page is open: what they are, whether this browser can have them, and whether it does. */
export function Bell({ allow }: Props) {
  const { api, devices } = browserPush(session);
  const [off, setOff] = useState(false);
  useEffect(() => {
    api.key().catch((error: unknown) => setOff(error instanceof ApiError && error.code === 'push_off'));
    devices.load().catch(() => undefined); // what is not known is not shown
    return () => devices.forget();
  }, []);
  if (off) return null;
  return (
    <Section title={pushText.bell.title}>
      <Way allow={allow} />
      <DeviceList />
    </Section>
  );
}

/** What can be done here. */
function Way({ allow }: Props) {
  const { subscription } = browserPush(session);
  const support = supportOf(browserTraits());
  if (support === 'home') return <HomeScreenSteps />;
  if (support === 'missing') return <p class="font-semibold">{pushText.bell.missing}</p>;
  if (support === 'denied') return <p class="font-semibold">{pushText.bell.denied}</p>;
  return subscription.on.value ? <SwitchedOn /> : <SwitchedOff allow={allow} />;
}

function SwitchedOff({ allow }: Props) {
  const { subscription, devices } = browserPush(session);
  const { run, busy, failure } = useAction(async () => {
    if (!(await allow())) return;
    await subscription.switchOn();
    const own = chats.value;
    if (own) (await import('../../state/notices/background')).start(own, session);
    await devices.load();
  });
  return (
    <>
      <p class="-mt-2 text-soft">{pushText.bell.words}</p>
      <button type="button" class="btn btn-main self-start" aria-busy={busy} onClick={() => void run()}>
        <BellRing size="1.125rem" aria-hidden /> {pushText.bell.on}
      </button>
      <Failure words={failure} />
    </>
  );
}

function SwitchedOn() {
  const { subscription, devices } = browserPush(session);
  const [tested, setTested] = useState(false);
  const test = useAction(async () => {
    setTested(false);
    await subscription.test();
    setTested(true);
  });
  const stop = useAction(async () => {
    await subscription.switchOff();
    await devices.load();
  });
  return (
    <>
      <p class="flex items-center gap-2 font-semibold text-good">
        <BellRing size="1.125rem" aria-hidden class="shrink-0" /> {pushText.bell.active}
      </p>
      <div class="flex flex-wrap gap-2">
        <button type="button" class="btn btn-quiet" aria-busy={test.busy} onClick={() => void test.run()}>
          {pushText.bell.test}
        </button>
        <button type="button" class="btn btn-quiet" aria-busy={stop.busy} onClick={() => void stop.run()}>
          {pushText.bell.off}
        </button>
      </div>
      <p role="status" class="font-semibold text-good empty:hidden">
        {tested && pushText.bell.tested}
      </p>
      <Failure words={test.failure || stop.failure} />
    </>
  );
}

function HomeScreenSteps() {
  const { words, ...steps } = pushText.home;
  return (
    <div class="flex flex-col gap-2">
      <p class="font-semibold">{words}</p>
      <ol class="flex list-decimal flex-col gap-1 ps-6">
        {Object.values(steps).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

function Failure({ words }: { words: string }) {
  return (
    <p role="alert" class="font-semibold text-danger empty:hidden">
      {words}
    </p>
  );
}
