import { useRef } from 'preact/hooks';
import { useVisible } from './use-visible';

interface Props {
  words: string;
  busy: boolean;
  /** How much is there, where the next page comes by itself as one scrolls; null where it does not. */
  count: number | null;
  goOn(): void;
}

/** Brings the next page, when it is pressed and when it comes into sight. */
export function MoreButton({ words, busy, count, goOn }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useVisible(button, goOn, count);
  return (
    <button ref={button} type="button" class="btn btn-quiet self-center" aria-busy={busy} onClick={goOn}>
      {words}
    </button>
  );
}
