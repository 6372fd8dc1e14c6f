import { Phone, PhoneOff, Video } from 'lucide-preact';
import { useId } from 'preact/hooks';
import type { CallCenter } from '../../state/calls/call-center';
import type { Ring } from '../../state/calls/ringing';
import { callText } from '../../text/calls/index';
import { IconButton } from '../forms/icon-button';
import { Avatar } from '../members/avatar';

/** The calls that ring, over the page; the way to answer each. */
export function Rings({ center }: { center: CallCenter }) {
  return (
    <div class="pointer-events-none fixed inset-x-0 top-16 z-30 grid justify-items-center gap-2 px-4">
      {center.ringing.rings.value.map((ring) => (
        <RingCard key={ring.call} center={center} ring={ring} />
      ))}
    </div>
  );
}

function RingCard({ center, ring }: { center: CallCenter; ring: Ring }) {
  const id = useId();
  const { room, username, video } = ring;
  const { people } = center;
  const name = people.name(room, username);
  const group = people.group(room);
  const words = callText.ring;
  return (
    <section
      role="alertdialog"
      aria-label={words.label}
      aria-describedby={id}
      data-testid="ring"
      class="call-ring pointer-events-auto animate-arrive shadow-card forced-colors:border"
    >
      <span class="call-pulse">
        <Avatar name={name} url={people.person(room, username).avatar_url} />
      </span>
      <p id={id} role="alert" class="min-w-0">
        <span class="block font-extrabold wrap-anywhere">{video ? words.video({ name }) : words.voice({ name })}</span>
        {group && <span class="block truncate text-sm text-soft">{words.within({ group })}</span>}
      </p>
      <div class="call-ring-answers">
        <Answer label={words.decline} tone="call-end" act={() => center.decline(ring)} icon={PhoneOff} />
        {video && (
          <Answer label={words.acceptVideo} tone="call-good" act={() => center.accept(ring, true)} icon={Video} />
        )}
        <Answer label={words.accept} tone="call-good" act={() => center.accept(ring, false)} icon={Phone} />
      </div>
    </section>
  );
}

interface AnswerProps {
  label: string;
  tone: 'call-end' | 'call-good';
  icon: typeof Phone;
  act(): Promise<void>;
}

function Answer({ label, tone, icon, act }: AnswerProps) {
  return <IconButton label={label} icon={icon} class={`call-round ${tone}`} onClick={() => void act()} />;
}
