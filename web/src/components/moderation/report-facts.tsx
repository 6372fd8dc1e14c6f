import { Link } from 'wouter-preact';
import { ofTheWeb } from '../../api/address';
import { now } from '../../state/page/clock';
import { communityText } from '../../text/community/index';
import { moderationText } from '../../text/moderation/index';
import { exactTime, shortTime } from '../../text/time';
import type { Author, Report } from '../../wire/index';
import { Person } from '../members/person';
import { ReportedMessages } from './reported-messages';

/** What was reported, by whom, of whom and where; and what was decided. */
export function ReportFacts({ report }: { report: Report }) {
  const { reporter, author, text, reason, created, statement } = report;
  const words = moderationText.report;
  const when = new Date(created);
  return (
    <>
      <p class="flex flex-wrap items-baseline gap-x-3 text-sm text-soft">
        <span class="font-bold text-ink">{communityText.reasons[reason]}</span>
        {author && <Name username={author} words={words.about({ username: author })} />}
        {reporter ? <Name username={reporter} words={words.by({ name: `@${reporter}` })} /> : <span>{words.open}</span>}
        <time dateTime={created} title={exactTime(when)} class="ms-auto text-xs">
          {shortTime(when, now.value)}
        </time>
      </p>
      <Place report={report} />
      {text && (
        <div>
          <p class="text-sm font-bold text-soft">{words.text}</p>
          <p dir="auto" class="wrap-anywhere whitespace-pre-line">
            {text}
          </p>
        </div>
      )}
      <ReportedMessages report={report} />
      {report.decision && (
        <p class="font-bold">
          {moderationText.decision.by({
            username: report.decided_by ?? '…',
            decision: moderationText.decisions[report.decision],
          })}
        </p>
      )}
      {statement && (
        <p dir="auto" class="-mt-2 text-sm wrap-anywhere whitespace-pre-line text-soft">
          {statement}
        </p>
      )}
    </>
  );
}

/** Leads to somebody's profile. */
function Name({ username, words }: { username: string; words: string }) {
  const person: Author = { username, display_name: username, avatar_url: null, bot: false };
  return (
    <Person person={person} class="min-h-6 text-start wrap-anywhere hover:underline">
      {words}
    </Person>
  );
}

const PUBLIC = 'public-chat';

/** Where it was said. */
function Place({ report: { room, seq, url } }: { report: Report }) {
  const words = moderationText.report;
  if (url !== null) {
    const href = ofTheWeb(url);
    return (
      <p class="text-sm wrap-anywhere">
        <span class="font-bold text-soft">{words.url}:</span>{' '}
        {href ? (
          <a href={href} target="_blank" rel="noopener noreferrer" class="link">
            {url}
          </a>
        ) : (
          url
        )}
      </p>
    );
  }
  if (room !== PUBLIC || seq === null) return <p class="text-sm text-soft">{words.elsewhere}</p>;
  return (
    <p class="flex flex-wrap gap-x-3 text-sm">
      <span class="text-soft">{words.public}</span>
      <Link href={`/chat/${PUBLIC}/${seq}`} class="link">
        {words.place}
      </Link>
    </p>
  );
}
