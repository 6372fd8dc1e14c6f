import type { ComponentChildren } from 'preact';
import snowfight from '../../images/snowfight.svg';
import { account } from '../../state/index';
import { t } from '../../text/index';
import { LanguageField } from '../forms/language-field';
import { useTitle } from './use-title';

/** A page with one thing to do, under the house's picture. */
export function Card({ title, children }: { title: string; children: ComponentChildren }) {
  useTitle(title);
  return (
    <main class="flex min-h-full flex-col items-center justify-center gap-3 p-4 sm:p-8">
      <div class="w-full max-w-md overflow-hidden rounded-3xl bg-surface shadow-card">
        <div class="bg-snow text-snow-ink">
          <img src={snowfight} alt="" width="448" height="168" class="picture h-auto w-full" />
        </div>
        <div class="flex flex-col gap-5 p-6 sm:p-8">
          <header>
            <p class="font-bold text-accent">{t.brand}</p>
            <h1 class="text-2xl font-extrabold text-balance">{title}</h1>
          </header>
          {children}
        </div>
      </div>
      {account.access.value === 'out' && <LanguageField />}
    </main>
  );
}
