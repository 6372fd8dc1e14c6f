import {
  BookmarkMinus,
  Copy,
  Download,
  Flag,
  Link,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Trash2,
  UsersRound,
} from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onArrows } from '../components/dialogs/arrow-keys';
import { Modal } from '../components/dialogs/modal';
import { download } from '../components/message/use-download';
import { lazyComponent } from '../components/shell/lazy-component';
import { account } from '../state';
import type { Chats } from '../state/chats/chats';
import { beginEditing } from '../state/chats/editing';
import { rightsOver } from '../state/chats/message-rights';
import type { RoomState } from '../state/chats/room';
import { notice } from '../state/notices/notice';
import { overlay, type Point } from '../state/page/overlay';
import { toggleReaction } from '../state/reactions/reacting';
import { beginReply } from '../state/threads/replying';
import { threadPath } from '../state/threads/thread-path';
import { markUnread } from '../state/threads/unread-mark';
import { t, wordsFor } from '../text';
import { communityText } from '../text/community';
import type { Message } from '../wire';
import { QuickReactions } from './quick-reactions';

const EmojiPicker = lazyComponent(async () => (await import('../components/composer/emoji-picker')).EmojiPicker);

interface Props {
  room: RoomState;
  seq: number;
  chats: Chats;
  at: Point;
  /** Begins with all emoji to react with. */
  picking: boolean;
  /** It was asked for in the open thread. */
  inThread: boolean;
  close(): void;
}

/** What can be done with a message: from below on a phone, else beside it. Arrow keys walk. */
export function MessageActions({ room, seq, chats, at, picking, inThread, close }: Props) {
  const id = useId();
  const [choosing, setChoosing] = useState(picking);
  const message = room.find(seq);
  const gone = !message || message.deleted !== null;
  const place = usePlace(at);
  useLayoutEffect(() => {
    if (gone) close();
  }, [gone]);
  if (gone) return null;

  const react = (emoji: string) => {
    close();
    void toggleReaction(chats, room.name, seq, emoji);
  };
  return (
    <Modal
      labelledBy={id}
      close={close}
      class="mx-auto mt-auto mb-0 max-h-[min(36rem,calc(100dvh-1rem))] w-full max-w-none animate-arrive overflow-hidden rounded-t-3xl bg-surface pb-[env(safe-area-inset-bottom)] text-ink shadow-card backdrop:bg-backdrop forced-colors:border sm:fixed sm:top-[clamp(0.5rem,var(--y),calc(100dvh-var(--tall)-0.5rem))] sm:left-[clamp(0.5rem,var(--x),calc(100vw-21.5rem))] sm:m-0 sm:w-84 sm:rounded-3xl sm:border sm:border-line sm:backdrop:bg-transparent"
    >
      {/* The key that opened this opens the browser's own menu where it is let go. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys walk among the buttons in it */}
      <div
        ref={place}
        data-testid="message-actions"
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => !choosing && onArrows(event, event.currentTarget)}
        class="flex max-h-[inherit] flex-col"
      >
        <h2 id={id} class="sr-only">
          {choosing ? t.actions.react : t.actions.label}
        </h2>
        {choosing ? (
          <div class="flex h-88 min-h-0 flex-col">
            <EmojiPicker pick={react} />
          </div>
        ) : (
          <div class="min-h-0 overflow-y-auto p-2">
            <QuickReactions message={message} react={react} more={() => setChoosing(true)} />
            <Actions room={room} message={message} chats={chats} inThread={inThread} close={close} />
          </div>
        )}
      </div>
    </Modal>
  );
}

/** Places the dialog around an element at a point, as far as the window has room for its height there. */
function usePlace({ x, y }: Point) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const dialog = content.current?.closest('dialog');
    if (!dialog) return;
    const style = { '--x': `${x}px`, '--y': `${y}px`, '--tall': `${dialog.offsetHeight}px` };
    for (const [name, value] of Object.entries(style)) dialog.style.setProperty(name, value);
  });
  return content;
}

interface ActionsProps {
  room: RoomState;
  message: Message;
  chats: Chats;
  inThread: boolean;
  close(): void;
}

function Actions({ room, message, chats, inThread, close }: ActionsProps) {
  const [, navigate] = useLocation();
  const { seq, body, pinned, reactions } = message;
  const rights = rightsOver(message, room.chat.value, chats.me, account.user.value?.role);
  const then = (act: () => unknown) => () => {
    close();
    act();
  };
  const pin = () => chats.changes.pin(room.name, seq, !pinned);
  return (
    <>
      <Action icon={Reply} act={then(() => beginReply(room, message, inThread))}>
        {t.actions.reply}
      </Action>
      {!inThread && (message.thread !== null || message.replies) && (
        <Action icon={MessagesSquare} act={then(() => navigate(threadPath(message)))}>
          {t.actions.thread}
        </Action>
      )}
      {rights.edit && (
        <Action icon={Pencil} act={then(() => beginEditing(chats, room, message))}>
          {t.actions.edit}
        </Action>
      )}
      {body !== null && (
        <Action icon={Copy} act={then(() => copy(body))}>
          {t.actions.copy}
        </Action>
      )}
      {message.file && (
        <Action icon={Download} act={then(() => download(room.name, seq).catch(tell))}>
          {t.files.download}
        </Action>
      )}
      <Action icon={Link} act={then(() => copy(linkTo(room.name, seq)))}>
        {t.actions.copyLink}
      </Action>
      <Action icon={BookmarkMinus} act={then(() => markUnread(chats, room, seq))}>
        {t.actions.unread}
      </Action>
      {rights.pin && (
        <Action icon={pinned ? PinOff : Pin} act={then(pin)}>
          {pinned ? t.actions.unpin : t.actions.pin}
        </Action>
      )}
      {reactions.length > 0 && (
        <Action icon={UsersRound} act={() => show({ kind: 'reactions', room: room.name, seq })}>
          {t.actions.reactions}
        </Action>
      )}
      {message.author.username !== chats.me && (
        <Action icon={Flag} act={() => show({ kind: 'report', room: room.name, seq })}>
          {communityText.report.action}
        </Action>
      )}
      {rights.remove && (
        <Action icon={Trash2} danger act={() => show({ kind: 'delete-message', room: room.name, seq })}>
          {t.actions.remove}
        </Action>
      )}
    </>
  );
}

const show = (next: typeof overlay.value): void => {
  overlay.value = next;
};

const tell = (error: unknown): void => {
  notice.value = wordsFor(error);
};

/** The address that leads to a message. */
const linkTo = (room: string, seq: number): string => `${location.origin}/chat/${encodeURIComponent(room)}/${seq}`;

async function copy(text: string): Promise<void> {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  notice.value = done ? t.actions.copied : t.actions.notCopied;
}

interface ActionProps {
  icon: typeof Pin;
  danger?: boolean;
  act(): unknown;
  children: ComponentChildren;
}

function Action({ icon: Icon, danger = false, act, children }: ActionProps) {
  return (
    <button type="button" onClick={() => void act()} class={`menu-item ${danger ? 'text-danger' : ''}`}>
      <Icon size="1.125rem" aria-hidden /> {children}
    </button>
  );
}
