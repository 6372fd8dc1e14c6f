import { Link } from 'wouter-preact';
import { Section } from '../../components/shell/page';
import { settingsText } from '../../text/user-settings';

/** The way to the user's own bots. */
export function OwnBotsLink() {
  return (
    <Section title={settingsText.bots.title}>
      <p class="-mt-2 text-soft">{settingsText.bots.words}</p>
      <Link href="/me/bots" class="btn btn-quiet self-start">
        {settingsText.bots.open}
      </Link>
    </Section>
  );
}
