import { Link } from 'wouter-preact';
import type { FileKind } from '../../api/search-api';
import { sameEntry, searchPath } from '../../state/page/search-path';
import { searchText } from '../../text/search/index';

interface Props {
  room: string;
  query: string;
  /** What is shown; null: messages. */
  kind: FileKind | null;
}

/** Of one chat: what was said, its pictures or its files. */
export function KindTabs({ room, query, kind }: Props) {
  const words = searchText.tabs;
  const tabs = [
    [null, words.messages],
    ['image', words.pictures],
    ['file', words.files],
  ] as const;
  return (
    <nav aria-label={words.label} class="flex flex-wrap gap-2">
      {tabs.map(([each, label]) => (
        <Link
          key={label}
          href={searchPath(room, query, each ?? '')}
          state={sameEntry()}
          replace
          aria-current={each === kind ? 'page' : undefined}
          class={`btn min-h-9 px-4 ${each === kind ? 'btn-main' : 'btn-quiet'}`}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
