import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Choice } from '../../components/forms/choice';
import { TextArea } from '../../components/forms/text-area';
import { ReportFacts } from '../../components/moderation/report-facts';
import { spanOptions } from '../../components/moderation/spans';
import type { ReportQueue } from '../../state/moderation/report-queue';
import { language } from '../../text';
import { LANGUAGES, type Language } from '../../text/languages';
import { moderationText } from '../../text/moderation';
import { STATEMENTS } from '../../text/moderation/statements';
import type { Decision, Report } from '../../wire';
import { AuthorHistory } from './author-history';
import { DECISION_KEYS } from './use-queue-keys';

interface Props {
  report: Report;
  queue: ReportQueue;
  wishes: Wishes;
}

/** What stays as it was chosen, from one report to the next. */
export interface Wishes {
  /** In which language people are told; null: in that of the page. */
  tongue: Language | null;
  /** How long a mute lasts. */
  minutes: string;
  choose(changed: Partial<Pick<Wishes, 'tongue' | 'minutes'>>): void;
}

/** The report in hand: all that is known of it, what its author is told, and what can be decided. */
export function ReportInHand({ report, queue, wishes }: Props) {
  const { author, message, reason } = report;
  const words = moderationText.decision;
  const card = useFocus(queue);
  const { minutes } = wishes;
  const tongue = wishes.tongue ?? language.value;
  /** What was written instead of what is suggested. */
  const [own, setOwn] = useState<string | null>(null);
  const templates = STATEMENTS[tongue];
  const decide = (decision: Decision) => {
    const suggested = decision === 'none' ? templates.none : templates[reason];
    const statement = (own ?? suggested).trim() || suggested;
    queue.decide({ decision, statement, ...(decision === 'mute' && { minutes: Number(minutes) }) });
  };
  const possible: readonly Decision[] = [
    'none',
    ...(message ? (['delete'] as const) : []),
    ...(author ? (['mute', 'ban'] as const) : []),
  ];
  return (
    <article
      ref={card}
      tabIndex={-1}
      data-testid="report"
      class="flex scroll-my-4 flex-col gap-4 rounded-3xl border-2 border-accent bg-surface p-5"
    >
      <ReportFacts report={report} />
      {author && <AuthorHistory username={author} except={report.id} />}
      <TextArea
        name="statement"
        label={words.statement}
        hint={words.statementHint}
        rows={4}
        maxLength={2_000}
        value={own ?? templates[reason]}
        change={setOwn}
      />
      <Choice
        label={words.language}
        options={Object.entries(LANGUAGES).map(([code, { name }]) => [code as Language, name] as const)}
        value={tongue}
        choose={(chosen) => {
          wishes.choose({ tongue: chosen });
          setOwn(null);
        }}
      />
      {author && (
        <Choice
          label={words.minutes}
          options={spanOptions(false)}
          value={minutes}
          choose={(chosen) => wishes.choose({ minutes: chosen })}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div role="group" aria-label={words.label} class="flex flex-wrap gap-2">
        {possible.map((decision) => (
          <button
            key={decision}
            type="button"
            data-decision-key={DECISION_KEYS[decision]}
            aria-keyshortcuts={DECISION_KEYS[decision].toUpperCase()}
            onClick={() => decide(decision)}
            class={`btn ${decision === 'none' ? 'btn-quiet' : 'btn-danger'}`}
          >
            {words[decision]}
            <kbd aria-hidden class="font-sans text-xs uppercase opacity-85 pointer-coarse:hidden">
              {DECISION_KEYS[decision]}
            </kbd>
          </button>
        ))}
      </div>
    </article>
  );
}

/** What is taken in hand has the focus, and is in sight; not as the page opens, since nobody asked for it. */
function useFocus(queue: ReportQueue) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!queue.moved) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return card;
}
