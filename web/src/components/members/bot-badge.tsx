import { t } from '../../text/index';
import type { Author } from '../../wire/index';

/** Tells a program from people, in a word: beside a name, and never cut off with it. */
export const BotBadge = ({ of }: { of: Author }) =>
  of.bot ? (
    <span class="shrink-0 rounded border border-line bg-surface px-1 text-xs font-bold text-soft">{t.person.bot}</span>
  ) : null;
