import { t } from '../../text/index';
import { useAction } from '../forms/use-action';
import { Dialog } from './dialog';

interface Props {
  title: string;
  words: string;
  submit: string;
  tone?: 'main' | 'danger';
  act(): Promise<void>;
  close(): void;
}

/** Asks before something is done. It stays open until that is done, and says why it failed. */
export function Confirm({ title, words, submit, tone = 'danger', act, close }: Props) {
  const { run, busy, failure } = useAction(act);
  return (
    <Dialog title={title} close={close}>
      <p class="text-soft wrap-anywhere">{words}</p>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure}
      </p>
      <div class="flex flex-wrap-reverse justify-end gap-2">
        <button type="button" class="btn btn-quiet grow sm:grow-0" onClick={close}>
          {t.dialog.cancel}
        </button>
        <button
          type="button"
          class={`btn grow sm:grow-0 ${tone === 'danger' ? 'btn-danger' : 'btn-main'}`}
          aria-busy={busy}
          onClick={() => void run()}
        >
          {submit}
        </button>
      </div>
    </Dialog>
  );
}
