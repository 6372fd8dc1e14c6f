import { Link } from 'wouter-preact';
import { Empty } from '../parts/empty';
import { t } from '../text';

/** There is no such chat, or it is none of the user's. */
export function Gone({ words = t.chat.gone }: { words?: string }) {
  return (
    <main class="flex min-w-0 flex-1 flex-col overflow-y-auto px-4">
      <Empty heading="h1" title={t.chat.goneTitle} words={words}>
        <Link href="/" class="btn btn-main">
          {t.chat.toPublic}
        </Link>
      </Empty>
    </main>
  );
}
