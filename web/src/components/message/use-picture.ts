import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import type { MessageLine } from '../../state/chats/message-lines';
import { files } from '../../state/index';
import { useRetry } from '../shell/use-retry';

/** Links that led to nothing, after which a picture is not asked for by itself any more. */
const MISSES = 5;

export interface Picture {
  /** Where the picture is; null until that is known. */
  url: string | null;
  /** Why there is none: an error code, or `lost` where its address led to nothing. */
  fault: string | null;
  /** The picture did not load from `url`. */
  missed(): void;
  again(): void;
}

/** A message's picture, small or whole: from memory where the user has just brought it, else asked for now. */
export function usePicture({ room, seq, clientId, own }: MessageLine, size: 'thumb' | 'whole'): Picture {
  const mine = own ? (files.value?.previews.get(clientId) ?? null) : null;
  const [url, setUrl] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const misses = useRef(0);

  const ask = useCallback(() => {
    setFailure(null);
    files.value?.links[size](room, seq).then(
      (found) => {
        setUrl(found);
        if (!found) setFailure(new ApiError(404, 'no_file'));
      },
      (error: unknown) => setFailure(error instanceof ApiError ? error : new ApiError(0, 'unexpected')),
    );
  }, [room, seq, size]);
  useRetry(misses.current < MISSES ? failure : null, ask);

  useEffect(() => {
    if (!mine && seq > 0) ask();
  }, [mine, seq, ask]);

  const missed = () => {
    files.value?.links.forget(room, seq);
    setUrl(null);
    misses.current += 1;
    // Its link may have ended a moment ago: one that is asked for now has not.
    if (misses.current === 1) ask();
    else setFailure(new ApiError(0, 'lost'));
  };
  return { url: mine ?? url, fault: failure?.code ?? null, missed, again: ask };
}
