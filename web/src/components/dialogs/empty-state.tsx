import type { ComponentChildren } from 'preact';
import monkey from '../../images/snowfight.svg';

interface Props {
  title: string;
  words: string;
  /** `h1` where the page has no other title. */
  heading?: 'h1' | 'h2';
  /** A way on. */
  children?: ComponentChildren;
}

/** Says kindly that there is nothing here. */
export function EmptyState({ title, words, heading: Heading = 'h2', children }: Props) {
  return (
    <div class="m-auto flex max-w-sm flex-col items-center gap-3 py-8 text-center">
      <span class="overflow-hidden rounded-3xl bg-snow">
        <img src={monkey} alt="" width="448" height="168" class="picture h-auto w-80" />
      </span>
      <Heading class="text-xl font-extrabold">{title}</Heading>
      <p class="text-balance text-soft">{words}</p>
      <div class="flex flex-col items-center gap-2 pt-2 empty:hidden">{children}</div>
    </div>
  );
}
