import { X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { Section } from '../../components/shell/page';
import { lengthOf } from '../../text/blank';
import { settingsText } from '../../text/user-settings';
import { SavingResult } from './saving-result';
import { type Saving, useSaving } from './use-saving';

/** So many there can be, each of so many letters. */
const MOST = 20;
const LONGEST = 50;

/** Words that count as a mention of the user. */
export function Keywords({ keywords }: { keywords: readonly string[] }) {
  const saving = useSaving();
  const section = useRef<HTMLDivElement>(null);
  const before = useRef(keywords.length);
  useEffect(() => {
    const changed = before.current !== keywords.length;
    before.current = keywords.length;
    // What had the focus, a button or the field, was drawn anew.
    if (changed && document.activeElement === document.body) section.current?.querySelector('input')?.focus();
  }, [keywords.length]);
  const remove = (word: string) => saving.save({ keywords: keywords.filter((other) => other !== word) });
  return (
    <Section title={settingsText.keywords.title}>
      <p class="-mt-2 text-soft">{settingsText.keywords.words}</p>
      <div ref={section} class="flex flex-col gap-4">
        {keywords.length > 0 ? (
          <ul aria-label={settingsText.keywords.list} class="flex flex-wrap gap-2">
            {keywords.map((word) => (
              <Chip key={word} word={word} remove={() => void remove(word)} />
            ))}
          </ul>
        ) : (
          <p class="text-sm text-soft">{settingsText.keywords.none}</p>
        )}
        {keywords.length < MOST ? (
          <NewWord keywords={keywords} store={saving.store} />
        ) : (
          <p>{settingsText.keywords.full}</p>
        )}
      </div>
      <SavingResult {...saving} />
    </Section>
  );
}

function Chip({ word, remove }: { word: string; remove(): void }) {
  return (
    <li
      data-testid="keyword"
      class="flex min-h-9 max-w-full items-center rounded-full border border-line bg-paper ps-3 font-semibold"
    >
      <span dir="auto" class="min-w-0 truncate">
        {word}
      </span>
      <button
        type="button"
        aria-label={settingsText.keywords.remove({ word })}
        title={settingsText.keywords.remove({ word })}
        onClick={remove}
        class="grid size-9 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
      >
        <X size="1rem" aria-hidden />
      </button>
    </li>
  );
}

function NewWord({ keywords, store }: { keywords: readonly string[]; store: Saving['store'] }) {
  const check = ({ word = '' }): Record<string, string> => {
    const length = lengthOf(word);
    if (length === 0 || length > LONGEST) return { word: settingsText.keywords.length };
    return keywords.includes(word.trim()) ? { word: settingsText.keywords.known } : {};
  };
  const add = ({ word = '' }) => store({ keywords: [...keywords, word.trim()] });
  return (
    // Another form for another list: the field is empty again.
    <Form
      key={keywords.length}
      label={settingsText.keywords.add}
      submit={settingsText.keywords.submit}
      check={check}
      send={add}
    >
      <Field
        name="word"
        label={settingsText.keywords.add}
        hint={settingsText.keywords.addHint}
        autocomplete="off"
        enterkeyhint="done"
      />
    </Form>
  );
}
