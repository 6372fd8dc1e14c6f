import { useEffect, useState } from 'preact/hooks';
import type { FileKind } from '../../api/search-api';
import type { Chats } from '../../state/chats/chats';
import { storedLine } from '../../state/chats/message-lines';
import { Pages } from '../../state/page/pages';
import { searchApi } from '../../state/search/search-api';
import { t, wordsFor } from '../../text/index';
import { searchText } from '../../text/search/index';
import type { Author } from '../../wire/index';
import { EmptyState } from '../dialogs/empty-state';
import { useRetry } from '../shell/use-retry';
import { FileRow } from './file-row';
import { MoreButton } from './more-button';
import { PictureTile } from './picture-tile';

interface Props {
  room: string;
  kind: FileKind;
  chats: Chats;
  me: Author;
}

/** As wide as a picture is here at least. */
const TILES = { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(7rem, 1fr))' };

/** The pictures of a chat, or its other files, newest first. */
export function RoomFiles({ room, kind, chats, me }: Props) {
  const [pages] = useState(() => new Pages((cursor) => filesAt(room, kind, cursor)));
  const goOn = () => void pages.next();
  useEffect(goOn, [pages]);
  const failure = pages.failure.value;
  useRetry(failure, goOn);
  const words = searchText.files;
  const images = kind === 'image';
  const messages = pages.items.value;
  const lines = (messages ?? []).flatMap((message) => {
    const { file, ...line } = storedLine(message, me);
    return file
      ? [{ file, line: { ...line, file, namesake: chats.namesakes.value.has(message.author.username) } }]
      : [];
  });
  return (
    <>
      <p role="status" class="sr-only">
        {pages.loading.value && words.loading}
      </p>
      {messages?.length === 0 && (
        <EmptyState
          title={images ? words.noPicturesTitle : words.noFilesTitle}
          words={images ? words.noPictures : words.noFiles}
        />
      )}
      {lines.length > 0 && (
        <ul
          aria-label={images ? words.pictures : words.files}
          style={images ? TILES : undefined}
          class={images ? 'gap-2' : 'flex flex-col gap-2'}
        >
          {lines.map(({ file, line }) =>
            images ? (
              <PictureTile key={line.seq} {...{ line, file }} />
            ) : (
              <FileRow key={line.seq} {...{ line, file }} />
            ),
          )}
        </ul>
      )}
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure !== null && wordsFor(failure)}
      </p>
      {(pages.more || failure !== null) && (
        <MoreButton
          words={failure === null ? searchText.results.more : t.access.again}
          busy={pages.loading.value}
          count={failure === null ? lines.length : null}
          goOn={goOn}
        />
      )}
    </>
  );
}

async function filesAt(room: string, kind: FileKind, at: string | null) {
  const { messages: items, cursor } = await searchApi.files(room, kind, at);
  return { items, cursor };
}
