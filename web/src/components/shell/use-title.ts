import { useEffect } from 'preact/hooks';
import { pageTitle } from '../../state/notices/badge';

/** Calls the browser's tab after the page, while it is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    pageTitle.value = title;
    return () => {
      pageTitle.value = '';
    };
  }, [title]);
}
