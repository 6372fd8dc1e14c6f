import { emojiNamed, loadNames, type NamedPlace, namesIn, type Table, withEmoji } from '../../emoji/names';
import { isCustom, loadCustomEmojis } from '../../state/emoji/emoji-pictures';
import { language } from '../../text/index';
import { insertText } from './text-editing';

/** A message does not wait longer than this, in milliseconds, for the names of emoji, or for the custom ones. */
const LOAD_TIMEOUT = 3_000;
const NONE: Table = {};

/**
 * Puts emoji in place of their names between colons, as one types and before a message is sent. The names are fetched
 * with the first that is typed. One that was brought back by undoing stays as it is, and so does a custom emoji's.
 */
export class NamedEmoji {
  #table: Table | null = null;
  #stay = new Set<string>();

  /** The user has changed the field. Whatever is not put in now will be when the message is sent. */
  async typed(field: HTMLTextAreaElement, { inputType, isComposing }: InputEvent): Promise<void> {
    if (!field.value) this.begin();
    if (inputType === 'historyUndo') for (const { name } of namesIn(field.value)) this.#stay.add(name);
    const place = isComposing ? undefined : nameBeforeCaret(field);
    if (!place || this.#stay.has(place.name)) return;
    await this.load();
    if (isCustom(place.name)) return;
    const emoji = emojiNamed(this.#table ?? NONE, place.name);
    if (!emoji || document.activeElement !== field || nameBeforeCaret(field)?.end !== place.end) return;
    field.setSelectionRange(place.start, place.end);
    insertText(field, emoji);
  }

  /** The text as it is to be sent; null while it has names that are not known yet: then `load`, and ask again. */
  put(text: string): string | null {
    if (this.#table) return withEmoji(text, this.#table, (name) => this.#stay.has(name) || isCustom(name));
    return namesIn(text).some(({ name }) => !this.#stay.has(name)) ? null : text;
  }

  /** Fetches the names. Resolves in any case; where they do not come, names stay as they are until the next is typed. */
  async load(): Promise<void> {
    if (this.#table && this.#table !== NONE) return;
    const late = new Promise<Table>((resolve) => setTimeout(resolve, LOAD_TIMEOUT, NONE));
    const names = loadNames(language.value).catch(() => NONE);
    const custom = loadCustomEmojis().then((emojis) => emojis.load());
    const [table] = await Promise.all([Promise.race([names, late]), Promise.race([custom.catch(() => NONE), late])]);
    this.#table = table;
  }

  /** A message is written anew. */
  begin(): void {
    this.#stay.clear();
  }
}

/** The name whose last colon is right before the caret. */
function nameBeforeCaret({ value, selectionStart: caret, selectionEnd }: HTMLTextAreaElement): NamedPlace | undefined {
  if (caret !== selectionEnd || value[caret - 1] !== ':') return undefined;
  const place = namesIn(value.slice(0, caret)).at(-1);
  return place?.end === caret ? place : undefined;
}
