import { signal } from '@preact/signals';
import type { Author, FileInfo } from '../../wire/index';
import type { MessageLine } from '../chats/message-lines';

/** What lies over the page: one thing at a time. */
export type Overlay =
  | { kind: 'profile'; person: Author }
  | { kind: 'members'; room: string }
  | { kind: 'leave'; room: string }
  | { kind: 'picture'; line: MessageLine; file: FileInfo }
  /** `query` is what was typed before its code was there. */
  | { kind: 'switcher'; query?: string };

export const overlay = signal<Overlay | null>(null);

export const closeOverlay = (): void => {
  overlay.value = null;
};
