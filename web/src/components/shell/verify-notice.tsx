import { signal } from '@preact/signals';
import { X } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { t } from '../../text/index';

const dismissed = signal(false);

/** Reminds, until told not to, that groups want a verified e-mail address. */
export function VerifyNotice() {
  if (dismissed.value) return null;
  return (
    <div class="flex items-center gap-2 bg-snow py-1 pr-1 pl-4 text-sm text-snow-ink sm:pl-6 low:hidden">
      <p class="min-w-0 flex-1">
        {t.verify.notice}{' '}
        <Link href="/verify" class="font-bold whitespace-nowrap underline underline-offset-2">
          {t.verify.action}
        </Link>
      </p>
      <button
        type="button"
        aria-label={t.verify.dismiss}
        onClick={() => (dismissed.value = true)}
        class="grid size-9 shrink-0 place-items-center rounded-full"
      >
        <X size="1.125rem" aria-hidden />
      </button>
    </div>
  );
}
