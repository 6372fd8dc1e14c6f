import { t } from '../../text/index';

const SHAPES = [
  { width: 'w-2/5', own: false },
  { width: 'w-3/5', own: false },
  { width: 'w-1/3', own: true },
  { width: 'w-1/2', own: false },
  { width: 'w-2/5', own: true },
];

/** Where messages will stand. */
export function MessageSkeleton() {
  return (
    <div class="flex animate-late flex-col gap-4 pb-4">
      <span class="sr-only">{t.chat.loading}</span>
      {SHAPES.map(({ width, own }, i) => (
        <div key={i} aria-hidden class={`flex gap-2 ${own ? 'justify-end' : ''}`}>
          {!own && <span class="size-9 animate-breathe rounded-full bg-sunken" />}
          <span class={`h-12 animate-breathe rounded-2xl bg-sunken ${width}`} />
        </div>
      ))}
    </div>
  );
}
