import { Paperclip, RotateCw, X } from 'lucide-preact';
import { isWorthRetrying, type Upload } from '../../files/uploads';
import { files, site } from '../../state/index';
import { t, wordsForCode } from '../../text/index';
import { percentOf, sizeOf } from '../../text/size';
import { fileWords } from '../../text/summary';
import { clockTime } from '../../text/time';
import { FileName } from '../message/file-name';

/** The user's files on their way into a chat, each with how far it is and what can be done about it. */
export function UploadList({ room }: { room: string }) {
  const uploads = files.value?.uploads.all.value.filter((upload) => upload.room === room) ?? [];
  if (uploads.length === 0) return null;
  return (
    <ul aria-label={t.files.uploads} class="mb-2 flex max-h-[40dvh] flex-col gap-1.5 overflow-y-auto">
      {uploads.map((upload) => (
        <Row key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

function Row({ upload }: { upload: Upload }) {
  const { id, file, state } = upload;
  const failed = state === 'failed';
  const name = fileWords({ filename: file.name });
  return (
    <li
      data-testid="upload"
      data-state={state}
      class={`flex items-center gap-3 rounded-2xl py-1 pr-1 pl-2 ${failed ? 'bg-danger-soft' : 'bg-sunken'}`}
    >
      <Face upload={upload} />
      <div class="min-w-0 flex-1">
        <FileName name={name} class="text-sm font-bold" />
        {failed ? (
          <p role="alert" class="text-sm font-semibold text-danger">
            {faultWords(upload)}
          </p>
        ) : (
          <Progress upload={upload} />
        )}
      </div>
      {isWorthRetrying(upload) && (
        <button
          type="button"
          aria-label={t.files.retryIt({ name })}
          class="btn min-h-11 shrink-0 gap-1.5 px-3 text-sm text-accent"
          onClick={() => files.value?.uploads.retry(id)}
        >
          <RotateCw size="1rem" aria-hidden /> <span class="max-sm:hidden">{t.files.retry}</span>
        </button>
      )}
      <button
        type="button"
        aria-label={failed ? t.files.dismiss({ name }) : t.files.cancel({ name })}
        class="icon-btn"
        onClick={() => files.value?.uploads.cancel(id)}
      >
        <X size="1.125rem" aria-hidden />
      </button>
    </li>
  );
}

function Face({ upload: { preview } }: { upload: Upload }) {
  if (preview) return <img src={preview} alt="" class="picture size-10 shrink-0 rounded-lg object-cover" />;
  return (
    <span class="grid size-10 shrink-0 place-items-center rounded-lg bg-snow text-snow-ink">
      <Paperclip size="1.125rem" aria-hidden />
    </span>
  );
}

function Progress({ upload: { file, state, share } }: { upload: Upload }) {
  return (
    <>
      <ProgressBar label={t.files.uploading({ name: fileWords({ filename: file.name }) })} share={share} />
      <p class="truncate text-xs text-soft">{state === 'waiting' ? waitingWords() : sendingWords(share, file.size)}</p>
    </>
  );
}

/** How far something is, 0 to 1. */
export function ProgressBar({ label, share }: { label: string; share: number }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      class="my-1 h-1.5 overflow-hidden rounded-full bg-line forced-colors:border"
    >
      <div class="drawn h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
    </div>
  );
}

function sendingWords(share: number, size: number): string {
  return share < 1 ? t.files.share({ share: percentOf(share), size: sizeOf(size) }) : t.files.finishing;
}

function waitingWords(): string {
  const until = files.value?.uploads.heldUntil.value ?? 0;
  return until > 0 ? t.files.held({ time: clockTime(new Date(until)) }) : t.files.waiting;
}

function faultWords({ file, reason }: Upload): string {
  return tooLargeWords(file, reason) ?? wordsForCode(reason);
}

/** Both figures, where they are known; null for another fault. */
export function tooLargeWords(file: File, reason: string | null): string | null {
  const limit = site.uploadLimit.value;
  if (reason !== 'too_large' || limit === null) return null;
  return t.files.tooLarge({ size: sizeOf(file.size), limit: sizeOf(limit) });
}
