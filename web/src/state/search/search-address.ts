import type { FileKind } from '../../api/search-api';

/** What an address of the search shows (`searchPath` writes it); the files of a chat have a kind. */
export interface SearchAddress {
  room: string | null;
  query: string;
  kind: FileKind | null;
}

/** @param search the part of an address behind its question mark */
export function addressOf(search: string): SearchAddress {
  const parameters = new URLSearchParams(search);
  const room = parameters.get('room') || null;
  const kind = parameters.get('kind');
  const known = room !== null && (kind === 'image' || kind === 'file');
  return { room, query: parameters.get('q') ?? '', kind: known ? kind : null };
}
