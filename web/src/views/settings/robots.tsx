import { Link } from 'wouter-preact';
import { Section } from '../../components/shell/page';
import { groupText } from '../../text/group-settings';

/** The way to the programs in a group. */
export function RobotsSection({ name }: { name: string }) {
  return (
    <Section title={groupText.settings.robots}>
      <p class="-mt-2 text-soft">{groupText.settings.robotsHint}</p>
      <Link href={`/chat/${encodeURIComponent(name)}/edit/robots`} class="btn btn-quiet self-start">
        {groupText.settings.robotsOpen}
      </Link>
    </Section>
  );
}
