import { ArrowLeft } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { useTitle } from './use-title';

interface Props {
  title: string;
  /** Where one came from. */
  back?: { href: string; words: string };
  children: ComponentChildren;
}

/** A page beside the chats, in cards from top to bottom. */
export function Page({ title, back, children }: Props) {
  useTitle(title);
  return (
    <main class="relative min-w-0 flex-1 overflow-y-auto px-4 pt-4 pb-10 sm:px-8 sm:pt-6">
      <div class="mx-auto flex max-w-xl flex-col gap-5">
        <header class="low:pe-24">
          {back && (
            <Link href={back.href} class="link -ml-1 inline-flex min-h-9 items-center gap-1 px-1 text-sm">
              <ArrowLeft size="1rem" aria-hidden /> {back.words}
            </Link>
          )}
          <h1 dir="auto" class="text-2xl font-extrabold wrap-anywhere">
            {title}
          </h1>
        </header>
        {children}
      </div>
    </main>
  );
}

interface SectionProps {
  title?: string;
  tone?: 'calm' | 'danger';
  children: ComponentChildren;
}

/** One matter of a page. */
export function Section({ title, tone = 'calm', children }: SectionProps) {
  const frame = tone === 'danger' ? 'border-danger' : 'border-line';
  return (
    <section class={`flex flex-col gap-4 rounded-3xl border bg-surface p-5 sm:p-6 ${frame}`}>
      {title && <h2 class="text-lg font-extrabold">{title}</h2>}
      {children}
    </section>
  );
}
