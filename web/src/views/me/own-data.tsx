import { Download } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../components/forms/use-action';
import { Section } from '../../components/shell/page';
import { api } from '../../state';
import { Export } from '../../state/account/export';
import { settingsText } from '../../text/user-settings';

/** Downloads all that the user wrote and was in. */
export function OwnData({ username }: { username: string }) {
  const [data] = useState(() => new Export(api));
  const [done, setDone] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    setDone(false);
    save(await data.run(), settingsText.data.file({ username }));
    setDone(true);
  });
  const n = data.lines.value;
  return (
    <Section title={settingsText.data.title}>
      <p class="text-soft">{settingsText.data.words}</p>
      <button type="button" class="btn btn-quiet self-start" aria-busy={busy} onClick={() => void run()}>
        <Download size="1.125rem" aria-hidden />{' '}
        {failure && n > 0 ? settingsText.data.again : settingsText.data.download}
      </button>
      <p role="status" class="text-sm font-semibold text-soft empty:hidden">
        {busy && settingsText.data.running({ n })}
        {done && settingsText.data.done({ n })}
      </p>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </Section>
  );
}

/** A browser saves what a link with `download` points to. */
function save(blob: Blob, filename: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
