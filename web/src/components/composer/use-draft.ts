import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { enterSends } from '../../state/chats/composition';
import { lengthOf } from '../forms/validation';
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
}

/** A message that is being written: its text, what may be done with it, and what its keys do. */
export function useDraft({ limit, draft, keep, send }: Options) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(draft);
  const [emoji] = useState(() => new NamedEmoji());
  const fits = (words: string) => lengthOf(words) > 0 && lengthOf(words) <= (limit ?? Infinity) && wellFormed(words);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    // On a phone this would bring up the keyboard, over what one came to read.
    if (window.matchMedia('(pointer: fine)').matches) area.current?.focus();
  }, []);

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
    write('');
    element.focus();
  };

  /** Puts something in place of what is selected. */
  const insert = (words: string) => area.current && insertText(area.current, words);

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
    void emoji.typed(element, event);
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
  return { area, text, left, wellFormed: wellFormed(text), sendable: fits(text), submit, insert, onInput, onKeyDown };
}

/** The server takes neither NUL nor half a surrogate pair. */
function wellFormed(text: string): boolean {
  return !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
