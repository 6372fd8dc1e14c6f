import type { MessageLine } from '../../state/chats/message-lines';
import { files } from '../../state/index';
import { useAction } from '../forms/use-action';

/** Downloads the file of a message, by a link that is asked for each time. @throws ApiError */
export async function download(room: string, seq: number): Promise<void> {
  const url = await files.value?.links.whole(room, seq);
  if (url) save(url);
}

/** The same as something that is under way, and may fail in words. */
export function useDownload({ room, seq }: MessageLine) {
  return useAction(() => download(room, seq));
}

/** The answer there is an attachment with its name: the page stays. */
function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.click();
}
