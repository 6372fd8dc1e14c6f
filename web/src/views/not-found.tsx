import { Link } from 'wouter-preact';
import { EmptyState } from '../components/dialogs/empty-state';
import { t } from '../text';

interface Props {
  words?: string;
  /** Where to go from here. */
  way?: { href: string; words: string };
}

/** There is no such chat, or it is none of the user's. */
export function NotFound({ words = t.chat.gone, way = { href: '/', words: t.chat.toPublic } }: Props) {
  return (
    <main class="relative flex min-w-0 flex-1 flex-col overflow-y-auto px-4">
      <EmptyState heading="h1" title={t.chat.goneTitle} words={words}>
        <Link href={way.href} class="btn btn-main">
          {way.words}
        </Link>
      </EmptyState>
    </main>
  );
}
