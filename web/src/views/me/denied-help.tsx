import { browserTraits } from '../../state/notices/browser-push';
import { browserOf } from '../../state/notices/push-support';
import { pushText } from '../../text/push';

/** How a refused permission is given after all, in the browser that this is. */
export function DeniedHelp() {
  return (
    <>
      <p class="font-semibold text-danger">{pushText.denied.words}</p>
      <p>{pushText.denied[browserOf(browserTraits())]}</p>
    </>
  );
}
