import { Shield } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { communityText } from '../../text/community/index';

/** In the menu of those who look after the site: the way to where they do. */
export function ModerationLink({ close }: { close(): void }) {
  return (
    <Link href="/moderation" onClick={close} class="menu-item">
      <Shield size="1.125rem" aria-hidden /> {communityText.own.moderation}
    </Link>
  );
}
