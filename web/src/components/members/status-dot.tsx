import { t } from '../../text/index';
import type { Member } from '../../wire/index';

/** Where the system chooses the colours, shapes tell: a full disc, half of one, an empty one. */
const LOOKS = {
  online: 'bg-dot-online forced-colors:bg-[CanvasText]',
  inactive:
    'bg-dot-inactive ring-1 ring-dot-offline ring-inset forced-colors:bg-[linear-gradient(90deg,CanvasText_50%,Canvas_50%)]',
  offline: 'bg-dot-offline forced-colors:bg-[Canvas]',
};

/** Whether a user is here, as a colour and in words. */
export function StatusDot({ status, class: extra = '' }: { status: Member['status']; class?: string }) {
  return (
    <span
      data-status={status}
      title={t.status[status]}
      class={`inline-block size-2.5 shrink-0 rounded-full forced-color-adjust-none forced-colors:size-3 forced-colors:border-2 forced-colors:border-[CanvasText] ${LOOKS[status]} ${extra}`}
    >
      <span class="sr-only">{t.status[status]}</span>
    </span>
  );
}
