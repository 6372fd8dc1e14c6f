import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/errors';
import { files } from '../state';
import type { MessageLine } from '../state/lines';

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
  const [fault, setFault] = useState<string | null>(null);
  const misses = useRef(0);

  const ask = useCallback(() => {
    setFault(null);
    files.value?.links[size](room, seq).then(
      (found) => {
        setUrl(found);
        if (!found) setFault('no_file');
      },
      (error: unknown) => setFault(error instanceof ApiError ? error.code : 'unexpected'),
    );
  }, [room, seq, size]);

  useEffect(() => {
    if (!mine && seq > 0) ask();
  }, [mine, seq, ask]);

  const missed = () => {
    files.value?.links.forget(room, seq);
    setUrl(null);
    misses.current += 1;
    // Its link may have ended a moment ago: one that is asked for now has not.
    if (misses.current === 1) ask();
    else setFault('lost');
  };
  return { url: mine ?? url, fault, missed, again: ask };
}
