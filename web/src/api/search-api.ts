import type { FilePage, MentionPage, SearchPage } from '../wire';
import { chatPath } from './chat-path';
import type { SessionHolder } from './session';

/** Pictures, or all other files. */
export type FileKind = 'image' | 'file';

/** The calls that find what was said: apart from the others, as no first page needs them. */
export class SearchApi {
  constructor(private readonly session: SessionHolder) {}

  /** What mentioned the user, newest first; without a cursor the first page. */
  mentions(cursor: string | null): Promise<MentionPage> {
    return this.session.authorised(`/api/mentions${cursor ? `?${new URLSearchParams({ cursor })}` : ''}`);
  }

  /** A page of what is found, newest first: `q`, perhaps within a `room`, perhaps from a `cursor` on. */
  search(wanted: Record<string, string>, signal: AbortSignal): Promise<SearchPage> {
    return this.session.authorised(`/api/search?${new URLSearchParams(wanted)}`, { signal });
  }

  /** The files of a chat, newest first; without a cursor the first page. */
  files(room: string, kind: FileKind, cursor: string | null): Promise<FilePage> {
    const query = new URLSearchParams({ kind, ...(cursor && { cursor }) });
    return this.session.authorised(`${chatPath(room)}/files?${query}`);
  }
}
