import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { ProgressBar } from '../../components/composer/upload-list';
import { Form } from '../../components/forms/form';
import { loadNames, type Table } from '../../emoji/names';
import { faultOfName, nameFrom, PICTURE_LIMIT } from '../../emoji/new-emoji';
import { isName, shortcodeOf } from '../../emoji/shortcode';
import { site } from '../../state';
import type { CustomEmojis } from '../../state/emoji/custom-emojis';
import { language } from '../../text';
import { emojiText } from '../../text/emoji';
import { sizeOf } from '../../text/size';
import { EmojiPreview } from './emoji-preview';
import { FormFault } from './form-fault';
import { NameField } from './name-field';
import { PictureField } from './picture-field';
import { usePicture } from './use-picture';

/** Gives a picture a name. */
export function NewEmoji({ emojis, me }: { emojis: CustomEmojis; me: string }) {
  const { picture, choose, drop } = usePicture(emojis, me);
  const [name, setName] = useState('');
  const [share, setShare] = useState(0);
  const [done, setDone] = useState('');
  const stop = useRef(new AbortController());
  /** The name that the server said is taken: the list may not have come yet. */
  const [taken, setTaken] = useState<string | null>(null);
  const unicode = useUnicodeNames();
  const nameFault = name === taken ? takenWords(name) : faultWords(name, emojis, unicode);
  const code = shortcodeOf(isName(name) ? name : '…');
  const pictureFault = picture ? picture.fault : emojiText.faults.noPicture;

  useEffect(() => () => stop.current.abort(), []);

  const check = () => ({ ...(pictureFault && { picture: pictureFault }), ...(nameFault && { name: nameFault }) });
  const add = async () => {
    setDone('');
    try {
      await picture?.addition.add(name, setShare, stop.current.signal);
    } catch (error) {
      const refusal = error instanceof ApiError ? error.code : null;
      if (refusal === 'uploads_off') site.uploadsAreOff();
      if (refusal === 'emoji_taken') setTaken(name);
      throw error;
    } finally {
      setShare(0);
    }
    setDone(emojiText.add.done({ code }));
    drop();
    setName('');
  };

  return (
    <Form label={emojiText.add.title} submit={emojiText.add.submit} about={refusals(name)} check={check} send={add}>
      <PictureField
        chosen={picture !== null}
        fault={picture?.fault ?? null}
        choose={(file) => {
          choose(file);
          setDone('');
          if (!name) setName(nameFrom(file.name));
        }}
      />
      {picture?.url && <EmojiPreview url={picture.url} code={code} missed={picture.missed} />}
      <NameField name={name} change={setName} code={code} fault={name ? nameFault : null} />
      {share > 0 && <ProgressBar label={emojiText.add.uploading} share={share} />}
      <FormFault />
      <p role="status" class="font-semibold text-good empty:hidden">
        {done}
      </p>
    </Form>
  );
}

function useUnicodeNames(): Table {
  const [table, setTable] = useState<Table>({});
  useEffect(() => {
    // Without them no name is refused for being Unicode's.
    loadNames(language.value).then(setTable, () => undefined);
  }, [language.value]);
  return table;
}

function faultWords(name: string, { all }: CustomEmojis, unicode: Table): string | null {
  const code = shortcodeOf(name);
  const fault = faultOfName(name, all, unicode);
  switch (fault) {
    case null:
      return null;
    case 'malformed':
      return emojiText.faults.name;
    case 'unicode':
      return emojiText.faults.unicode({ code, emoji: unicode[name] ?? '' });
    default:
      return emojiText.faults[fault]({ code });
  }
}

const takenWords = (name: string) => emojiText.faults.taken({ code: shortcodeOf(name) });

/** What the server may say, and where that belongs. */
const refusals = (name: string) => ({
  emoji_taken: { field: 'name', words: takenWords(name) },
  too_many_emoji: { field: 'form', words: emojiText.faults.full },
  email_unverified: { field: 'form', words: emojiText.faults.unverified },
  bad_file: { field: 'picture', words: emojiText.faults.badPicture },
  too_large: { field: 'picture', words: emojiText.faults.tooLargeHere({ limit: sizeOf(PICTURE_LIMIT) }) },
});
