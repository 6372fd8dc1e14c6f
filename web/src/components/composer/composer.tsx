import { Check, SendHorizontal } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { enterSends } from '../../state/chats/composition';
import type { RoomState } from '../../state/chats/room';
import { chats } from '../../state/index';
import { t } from '../../text/index';
import type { BegunName } from '../completion/begun-name';
import { lazyComponent } from '../shell/lazy-component';
import { AttachButton } from './attach-button';
import { EmojiButton } from './emoji-button';
import { useDraft } from './use-draft';
import { useVoice } from './use-voice';
import { VoiceButton } from './voice-button';

const None = () => null;
/** Where it does not load, names are typed in full. */
const EmojiCompletion = lazyComponent(
  async () => (await import('../completion/emoji-completion')).EmojiCompletion,
  null,
  None,
);
const MentionCompletion = lazyComponent(
  async () => (await import('../completion/mention-completion')).MentionCompletion,
  null,
  None,
);

const VoiceRecorder = lazyComponent(async () => (await import('../recorder/voice-recorder')).VoiceRecorder);

/** So close to the limit the counter shows. */
const NEAR = 60;

interface Props {
  /** Where it is written: people there can be mentioned. */
  room: RoomState;
  /** The thread in which it is written; unless given, in the conversation. */
  thread?: number | undefined;
  /** The longest message, in Unicode code points of the trimmed text; null where that is not known. */
  limit: number | null;
  /** What was begun here before, and how to keep what is begun now. */
  draft: string;
  keep(text: string): void;
  send(body: string): void;
  /** Undefined where no files can be sent. */
  attach: ((files: File[]) => void) | undefined;
  /** What it is called, and what stands in it while it is empty; unless given, a new message. */
  label?: string;
  placeholder?: string;
  /** It is to have the focus, at its end, on a phone too. */
  eager?: boolean;
  /** It is to have the focus again whenever this is another object. */
  focusOn?: object | null;
  /** What is written changes a message, and is saved. */
  saves?: boolean;
  /** There is no room for more than the sign of what sends. */
  compact?: boolean;
  /** Arrow up, where nothing is written; true where that did something. */
  up?(): boolean;
  /** Escape; undefined where it does nothing here. */
  leave?(): void;
  /** What stands above the text. */
  children?: ComponentChildren;
}

/** Where messages are written; files can be chosen and pasted. What Enter does is the user's choice, or the device's. */
export function Composer(props: Props) {
  const {
    room,
    attach,
    saves = false,
    compact = false,
    thread,
    up,
    leave,
    children,
    label,
    placeholder,
    ...options
  } = props;
  const id = useId();
  const writing = useDraft(options);
  const { text, left, sendable } = writing;
  const voice = useVoice(room, thread);
  const tooLong = left !== null && left < 0;

  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // What office programs copy is text, and a picture of it besides.
    if (!attach || files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    attach(files);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (plain && event.key === 'ArrowUp' && !text && up?.()) event.preventDefault();
    else writing.onKeyDown(event);
  };

  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !leave) return;
    event.preventDefault();
    leave();
  };

  const Icon = saves ? Check : SendHorizontal;
  return (
    <form
      onKeyDown={onEscape}
      onSubmit={(event) => {
        event.preventDefault();
        writing.submit();
      }}
      class="safe-x border-t border-line bg-surface pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] short:pt-1.5 low:py-1"
    >
      <div class="relative mx-auto max-w-4xl">
        {children}
        <Completion room={room} field={writing.area.current} place={writing.begun} close={writing.dismiss} />
        <div class={`flex items-end gap-2 ${voice.press ? 'sr-only' : ''}`} inert={voice.press !== undefined}>
          <div class="flex min-w-0 flex-1 items-end rounded-3xl border border-line bg-paper has-[textarea:focus]:border-accent has-[textarea:focus]:ring-3 has-[textarea:focus]:ring-accent/15">
            {attach && <AttachButton attach={attach} />}
            <label for={id} class="sr-only">
              {label ?? t.composer.label}
            </label>
            <textarea
              ref={writing.area}
              id={id}
              rows={1}
              dir="auto"
              value={text}
              placeholder={placeholder ?? t.composer.placeholder}
              aria-autocomplete="list"
              aria-describedby={`${id}-left`}
              aria-invalid={tooLong ? 'true' : undefined}
              enterkeyhint={enterSends() ? 'send' : 'enter'}
              onInput={writing.onInput}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
              class={`max-h-40 min-h-12 min-w-0 flex-1 resize-none bg-transparent py-3 outline-none placeholder:overflow-hidden placeholder:whitespace-nowrap placeholder:text-soft short:max-h-20 low:max-h-16 low:min-h-9 low:py-2 ${attach ? '' : 'ps-4'}`}
            />
            <EmojiButton pick={writing.insert} />
          </div>
          {attach && <VoiceButton begin={voice.begin} class={text ? 'max-sm:hidden' : ''} />}
          <button
            type="submit"
            disabled={!sendable}
            aria-label={saves ? t.editing.save : t.composer.send}
            class={`btn btn-main size-12 px-0 low:h-10 ${attach && !text ? 'max-sm:hidden' : ''} ${compact ? '' : 'sm:w-auto sm:px-5'}`}
          >
            <Icon size="1.25rem" aria-hidden />
            {!compact && <span class="max-sm:hidden">{saves ? t.editing.save : t.composer.send}</span>}
          </button>
        </div>
        {attach && voice.press && <VoiceRecorder press={voice.press} send={attach} leave={voice.end} />}
        <p
          id={`${id}-left`}
          role="status"
          class={`px-4 pt-1 text-xs font-semibold empty:hidden ${tooLong ? 'text-danger' : 'text-soft'}`}
        >
          {writing.wellFormed ? left !== null && left <= NEAR && wordsLeft(left) : t.composer.illFormed}
        </p>
      </div>
    </form>
  );
}

interface CompletionProps {
  room: RoomState;
  field: HTMLTextAreaElement | null;
  /** The name that is being typed. */
  place: BegunName | null;
  close(): void;
}

/** What a name that is being typed may become. */
function Completion({ room, field, place, close }: CompletionProps) {
  if (!field || !place) return null;
  if (place.of === 'emoji') return <EmojiCompletion {...{ field, place, close }} />;
  return <MentionCompletion {...{ room, field, place, close }} me={chats.value?.me ?? ''} />;
}

const wordsLeft = (n: number): string => (n < 0 ? t.composer.over({ n: -n }) : t.composer.left({ n }));
