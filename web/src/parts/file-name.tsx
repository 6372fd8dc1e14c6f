import { halves } from '../files/name';

/** A file's name in one line, cut in the middle where it is too long: what it ends in stays in sight. */
export function FileName({ name, class: extra = '' }: { name: string; class?: string }) {
  const [start, end] = halves(name);
  return (
    <span title={name} dir="auto" class={`flex max-w-full min-w-0 ${extra}`}>
      <span class="sr-only">{name}</span>
      <span aria-hidden class="overflow-hidden text-ellipsis whitespace-pre">
        {start}
      </span>
      <span aria-hidden class="shrink-0 whitespace-pre">
        {end}
      </span>
    </span>
  );
}
