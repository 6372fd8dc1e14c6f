import type { MessageLine } from '../../state/chats/message-lines';
import { files } from '../../state/index';
import { useAction } from '../forms/use-action';

/** Downloads the file of a message, by a link that is asked for each time. */
export function useDownload({ room, seq }: MessageLine) {
  return useAction(async () => {
    const url = await files.value?.links.whole(room, seq);
    if (url) save(url);
  });
}

/** The answer there is an attachment with its name: the page stays. */
function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.click();
}
