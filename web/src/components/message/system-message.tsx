import type { SystemLine } from '../../state/chats/message-lines';
import { t } from '../../text/index';
import { clockTime, exactTime } from '../../text/time';

/** Something that happened to the group, as a calm line between the messages. */
export function SystemMessage({ line }: { line: SystemLine }) {
  return (
    <div
      data-testid="system"
      data-event={line.what.event}
      class="flex justify-center pt-4 text-center text-sm text-soft"
    >
      <p class="max-w-full wrap-anywhere">
        {wordsFor(line)}{' '}
        <time dateTime={line.created.toISOString()} title={exactTime(line.created)} class="text-xs">
          {clockTime(line.created)}
        </time>
      </p>
    </div>
  );
}

function wordsFor({ own, what }: SystemLine): string {
  return own ? t.systemOwn[what.event] : t.system[what.event]({ name: what.name });
}
