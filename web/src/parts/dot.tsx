import { t } from '../text';
import type { Member } from '../wire';

const LOOKS = {
  online: 'bg-dot-online',
  inactive: 'bg-dot-inactive ring-1 ring-dot-offline ring-inset',
  offline: 'bg-dot-offline',
};

/** Whether a user is here, as a colour and in words. */
export function Dot({ status, class: extra = '' }: { status: Member['status']; class?: string }) {
  return (
    <span
      data-status={status}
      title={t.status[status]}
      class={`inline-block size-2.5 shrink-0 rounded-full ${LOOKS[status]} ${extra}`}
    >
      <span class="sr-only">{t.status[status]}</span>
    </span>
  );
}
