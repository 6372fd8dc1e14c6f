import { signal } from '@preact/signals';
import type { Author, FileInfo } from '../../wire/index';
import type { MessageLine } from '../chats/message-lines';

/** A place in the window, in pixels. */
export interface Point {
  x: number;
  y: number;
}

/** What lies over the page: one thing at a time. */
export type Overlay =
  | { kind: 'profile'; person: Author }
  | { kind: 'members'; room: string }
  | { kind: 'leave'; room: string }
  /** What calls the user in a chat. */
  | { kind: 'notify'; room: string }
  | { kind: 'picture'; line: MessageLine; file: FileInfo }
  /** What can be done with a message, beside what was pointed at; `picking`: an emoji to react with; `inThread`: asked for in the open thread. */
  | { kind: 'actions'; room: string; seq: number; at: Point; picking?: boolean; inThread?: boolean }
  | { kind: 'delete-message'; room: string; seq: number }
  /** Who reacted; `emoji` is the one that was asked for. */
  | { kind: 'reactions'; room: string; seq: number; emoji?: string }
  | { kind: 'pins'; room: string }
  | { kind: 'shortcuts' }
  /** Tells the moderators of a message, or of a person. */
  | { kind: 'report'; room: string; seq: number }
  | { kind: 'report-person'; username: string }
  | { kind: 'block'; person: Author }
  /** Mutes or bans somebody. */
  | { kind: 'sanction'; sanction: 'mute' | 'ban'; username: string }
  /** An edit that was refused, since the message was edited elsewhere. */
  | { kind: 'stale-edit'; room: string; clientId: string }
  /** `query` is what was typed before its code was there. */
  | { kind: 'switcher'; query?: string };

/** Whether it is part of the thread that is open beside, or instead of, the conversation. */
export const isInThread = (element: Element): boolean => element.closest('[data-thread]') !== null;

export const overlay = signal<Overlay | null>(null);

/** Lets the user do something with a message. */
export const openActions = (asked: Omit<Extract<Overlay, { kind: 'actions' }>, 'kind'>): void => {
  overlay.value = { kind: 'actions', ...asked };
};

export const closeOverlay = (): void => {
  overlay.value = null;
};
