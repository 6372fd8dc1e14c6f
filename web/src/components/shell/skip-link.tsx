import { t } from '../../text/index';

/** The first stop of the Tab key: past the bars, to what the page is about. */
export function SkipLink() {
  const skip = () => {
    const main = document.querySelector('main');
    if (main) main.tabIndex = -1;
    (main?.querySelector('textarea') ?? main)?.focus();
  };
  return (
    <button
      type="button"
      onClick={skip}
      class="btn btn-main absolute top-1.5 left-2 z-30 -translate-y-20 focus:translate-y-0"
    >
      {t.skip}
    </button>
  );
}
