import { useEffect } from 'preact/hooks';
import type { Chats } from '../../state/chats/chats';
import { editLast, saveEdit } from '../../state/chats/editing';
import type { RoomState } from '../../state/chats/room';
import { files, site } from '../../state/index';
import { notice } from '../../state/notices/notice';
import type { Thread } from '../../state/threads/thread';
import { t } from '../../text/index';
import { lazyComponent } from '../shell/lazy-component';
import { Composer } from './composer';
import { EditBanner } from './edit-banner';
import { useKeptDraft } from './use-kept-draft';

const UploadList = lazyComponent(async () => (await import('./upload-list')).UploadList);
const ReplyBanner = lazyComponent(async () => (await import('./reply-banner')).ReplyBanner);
const Hindrance = lazyComponent(async () => (await import('../community/hindrance')).Hindrance);
const ChangeFailures = lazyComponent(async () => (await import('./change-failures')).ChangeFailures);

interface Props {
  room: RoomState;
  chats: Chats;
  send(body: string): void;
  /** Undefined where no files can be sent. */
  attach: ((files: File[]) => void) | undefined;
  /** The thread that it writes in; unless given, in the conversation. */
  thread?: Thread | undefined;
  /** What else there is to the chat is another composer's: edits, files on their way, what was refused. */
  beside?: boolean;
}

/** The composer of a chat: for a new message, whose draft is kept, or for one that is being edited. */
export function ChatComposer({ room, chats, send, attach, thread, beside = false }: Props) {
  const { editing, replying, text, returns, keep, giveBack, sent } = useKeptDraft({ room, thread, edits: !beside });
  const quoted = replying.value;
  const orphan = room.unsent.value.find((each) => each.reason === 'no_such_message' && each.frame.type === 'message');

  useEffect(() => {
    if (beside || orphan?.frame.type !== 'message' || text) return;
    notice.value = t.replies.isBack;
    chats.client.outbox.discard(orphan.frame.client_id);
    giveBack(orphan.frame.body);
  }, [orphan]);

  const mute = chats.mute.value;
  if (mute) return <Hindrance mute={mute} />;
  if (editing && !beside) return <EditComposer key={`edit ${editing.seq}`} room={room} chats={chats} send={send} />;

  const write = (words: string) => {
    keep(words);
    if (words && room.chat.value) void chats.typing.typed(room.chat.value);
  };
  const leave = () => {
    replying.value = null;
  };
  const uploading = !beside && files.value?.uploads.all.value.some((upload) => upload.room === room.name);
  const held = room.unsent.value.find(({ heldUntil }) => heldUntil)?.heldUntil;
  const failed = !beside && room.changes.value.some(({ state }) => state === 'failed');
  return (
    <Composer
      key={`new ${returns}`}
      room={room}
      limit={site.messageLength.value}
      draft={text}
      keep={write}
      send={(body) => {
        send(body);
        sent();
      }}
      attach={attach}
      compact={beside}
      focusOn={quoted}
      thread={thread?.seq}
      {...(thread && { label: t.replies.composer, placeholder: t.replies.placeholder })}
      {...(quoted && { leave })}
      up={() => editLast(chats, room)}
    >
      {quoted && <ReplyBanner quoted={quoted} namesakes={room.namesakes.value} leave={leave} />}
      {held && <Hindrance held={held} />}
      {failed && <ChangeFailures room={room} chats={chats} giveBack={giveBack} />}
      {uploading && <UploadList room={room.name} />}
    </Composer>
  );
}

function EditComposer({ room, chats, send }: Pick<Props, 'room' | 'chats' | 'send'>) {
  const { seq, text } = room.editing.value ?? { seq: 0, text: '' };
  const gone = (room.find(seq)?.deleted ?? null) !== null;
  const leave = () => {
    room.editing.value = null;
  };
  const keep = (written: string) => {
    if (room.editing.value) room.editing.value = { ...room.editing.value, text: written };
  };
  const submit = (body: string) => {
    if (!gone) return void saveEdit(chats, room, body);
    leave();
    send(body);
  };
  return (
    <Composer
      room={room}
      limit={site.messageLength.value}
      draft={text}
      keep={keep}
      send={submit}
      attach={undefined}
      eager
      saves={!gone}
      leave={leave}
    >
      <EditBanner gone={gone} leave={leave} />
    </Composer>
  );
}
