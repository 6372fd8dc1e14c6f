import { communityText } from '../../text/community/index';
import type { Reason } from '../../wire/index';
import { Choice } from '../forms/choice';

export const REASONS: readonly Reason[] = ['spam', 'abuse', 'illegal', 'other'];

/** What is wrong with what is reported. */
export function ReasonChoice({ value, choose }: { value: Reason; choose(reason: Reason): void }) {
  return (
    <Choice
      label={communityText.report.reason}
      options={REASONS.map((reason) => [reason, communityText.reasons[reason]] as const)}
      value={value}
      choose={choose}
    />
  );
}
