import { ImageUp } from 'lucide-preact';
import { useContext, useId, useRef } from 'preact/hooks';
import { FormContext } from '../../components/forms/form-context';
import { PICTURE_LIMIT, PICTURE_TYPES } from '../../emoji/new-emoji';
import { emojiText } from '../../text/emoji';
import { sizeOf } from '../../text/size';

interface Props {
  chosen: boolean;
  /** In words, what is wrong with what was chosen. */
  fault: string | null;
  choose(file: File): void;
}

/** Lets the user choose a picture. */
export function PictureField({ chosen, fault, choose }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { picture: refused } = useContext(FormContext);
  return (
    <div class="flex flex-col gap-2">
      <button
        type="button"
        aria-describedby={`${id}-hint`}
        onClick={() => input.current?.click()}
        class="btn btn-quiet self-start"
      >
        <ImageUp size="1.125rem" aria-hidden /> {chosen ? emojiText.add.other : emojiText.add.choose}
      </button>
      <input
        ref={input}
        type="file"
        accept={PICTURE_TYPES.join()}
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) choose(file);
          currentTarget.value = '';
        }}
      />
      <p id={`${id}-hint`} class="text-sm text-soft">
        {emojiText.add.pictureHint({ limit: sizeOf(PICTURE_LIMIT) })}
      </p>
      <p role="alert" class="text-sm font-semibold text-danger empty:hidden">
        {fault ?? refused}
      </p>
    </div>
  );
}
