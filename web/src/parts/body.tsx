import { useMemo, useState } from 'preact/hooks';
import type { Block, Inline } from '../rich/nodes';
import { parse } from '../rich/parse';
import { t } from '../text';

/** A message's text: its light formatting as elements. */
export function Body({ body }: { body: string }) {
  const blocks = useMemo(() => parse(body), [body]);
  return (
    <div class="flex flex-col gap-1.5 wrap-anywhere">
      {blocks.map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === 'code-block') {
    return (
      <pre class="rounded-xl bg-shade px-3 py-2 font-mono text-sm whitespace-pre-wrap">
        <code>{block.text}</code>
      </pre>
    );
  }
  const children = block.children.map((part, i) => <Part key={i} part={part} />);
  if (block.kind === 'text') return <p class="whitespace-pre-wrap">{children}</p>;
  return <blockquote class="border-s-3 border-current/30 ps-2.5 whitespace-pre-wrap opacity-85">{children}</blockquote>;
}

function Part({ part }: { part: Inline }) {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'code':
      return <code class="rounded-md bg-shade px-1.5 py-0.5 font-mono text-[0.9em]">{part.text}</code>;
    case 'link':
      return (
        <a
          href={part.href}
          target="_blank"
          rel="noopener noreferrer"
          class="font-semibold underline underline-offset-2"
        >
          {part.text}
        </a>
      );
    case 'spoiler':
      return <Spoiler>{part.children}</Spoiler>;
    default: {
      const Element = ELEMENTS[part.kind];
      return (
        <Element>
          {part.children.map((each, i) => (
            <Part key={i} part={each} />
          ))}
        </Element>
      );
    }
  }
}

const ELEMENTS = { bold: 'strong', italic: 'em', strike: 's' } as const;

/** Hidden until it is asked for. */
function Spoiler({ children }: { children: readonly Inline[] }) {
  const [shown, setShown] = useState(false);
  const parts = children.map((part, i) => <Part key={i} part={part} />);
  if (shown) return <span class="rounded-md bg-shade px-1">{parts}</span>;
  return (
    <button
      type="button"
      title={t.chat.spoiler}
      aria-label={t.chat.spoiler}
      onClick={() => setShown(true)}
      class="drawn inline rounded-md bg-soft px-1 text-start hover:bg-ink"
    >
      <span class="invisible">{parts}</span>
    </button>
  );
}
