import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isShortcode } from '../../emoji/shortcode';
import { enterSends } from '../../state/chats/composition';
import { lengthOf } from '../../text/blank';
import { type BegunName, begunName } from '../completion/begun-name';
import { NamedEmoji } from './named-emoji';
import { clearWithoutUndo, insertText } from './text-editing';

/** What the keys B and I with Ctrl or Cmd put around what is selected. */
const MARKS: Readonly<Record<string, string>> = { b: '**', i: '*' };

interface Options {
  /** The longest message, in Unicode code points of the trimmed text; null where that is not known. */
  limit: number | null;
  /** What was begun here before, and how to keep what is begun now. */
  draft: string;
  keep(text: string): void;
  send(body: string): void;
  /** It is to have the focus, at its end, on a phone too: the user has just asked for it. */
  eager?: boolean;
  /** It is to have the focus again whenever this is another object. */
  focusOn?: object | null;
}

/** A message that is being written: its text, what may be done with it, and what its keys do. */
export function useDraft({ limit, draft, keep, send, eager = false, focusOn = null }: Options) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(draft);
  const [emoji] = useState(() => new NamedEmoji());
  /** The name that is being typed. */
  const [begun, setBegun] = useState<BegunName | null>(null);
  /** Where one begins that is not to be completed. */
  const dismissed = useRef<number | null>(null);
  const fits = (words: string) => lengthOf(words) > 0 && lengthOf(words) <= (limit ?? Infinity) && wellFormed(words);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    // On a phone this would bring up the keyboard, over what one came to read.
    if (eager || window.matchMedia('(pointer: fine)').matches) area.current?.focus();
    if (eager) area.current?.setSelectionRange(draft.length, draft.length);
  }, []);

  useEffect(() => {
    if (focusOn !== null) area.current?.focus();
  }, [focusOn]);

  const write = (words: string) => {
    setText(words);
    keep(words);
  };

  const submit = () => {
    const element = area.current;
    if (!element || !fits(element.value)) return;
    const body = emoji.put(element.value);
    if (body === null) return void emoji.load().then(submit);
    send(body.trim());
    emoji.begin();
    clearWithoutUndo(element);
    setBegun(null);
    write('');
    element.focus();
  };

  /** Puts an emoji in place of what is selected; a shortcode is none right behind a word. */
  const insert = (emoji: string) => {
    const element = area.current;
    if (!element) return;
    const apart = isShortcode(emoji) && /[^\s(]$/.test(element.value.slice(0, element.selectionStart));
    insertText(element, apart ? ` ${emoji}` : emoji);
  };

  const mark = (marks: string) => {
    const element = area.current;
    if (!element) return;
    const { selectionStart: start, selectionEnd: end, value } = element;
    insertText(element, marks + value.slice(start, end) + marks);
    element.setSelectionRange(start + marks.length, end + marks.length);
  };

  const onInput = (event: InputEvent) => {
    const element = event.currentTarget as HTMLTextAreaElement;
    write(element.value);
    look(element, event);
    void emoji.typed(element, event);
  };

  /** Whether a name is being typed. */
  const look = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, { inputType = '' }: InputEvent) => {
    const place = selectionStart === selectionEnd ? begunName(value.slice(0, selectionStart)) : null;
    if (place?.start !== dismissed.current) dismissed.current = null;
    setBegun(dismissed.current === null && !inputType.startsWith('history') ? place : null);
  };

  const dismiss = () => {
    dismissed.current = begun?.start ?? null;
    setBegun(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const commanded = event.ctrlKey || event.metaKey;
    const marks = commanded && !event.shiftKey && !event.altKey ? MARKS[event.key] : undefined;
    const sends = event.key === 'Enter' && !event.shiftKey && (commanded || enterSends());
    if (!marks && !sends) return;
    event.preventDefault();
    if (marks) mark(marks);
    else submit();
  };

  const left = limit === null ? null : limit - lengthOf(text);
  const state = { area, text, left, wellFormed: wellFormed(text), sendable: fits(text), begun };
  return { ...state, submit, insert, dismiss, onInput, onKeyDown };
}

/** The server takes neither NUL nor half a surrogate pair. */
function wellFormed(text: string): boolean {
  return !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
