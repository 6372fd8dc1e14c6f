import { halves } from '../../files/file-name';

/** A file's name in one line, cut in the middle where it is too long: what it ends in stays in sight. */
export function FileName({ name, class: extra = '' }: { name: string; class?: string }) {
  const [start, end] = halves(name);
  return (
    <span dir="auto" title={name} class={`block min-w-0 ${extra}`}>
      <span class="sr-only">{name}</span>
      {/* Drawn, and no text of the page: that has the whole name once. */}
      <span
        aria-hidden
        data-start={start}
        data-end={end}
        class="flex whitespace-pre before:overflow-hidden before:text-ellipsis before:content-[attr(data-start)] after:shrink-0 after:content-[attr(data-end)]"
      />
    </span>
  );
}
