import type { Mute } from '../../state/community/own-mute';
import { MutedNotice } from './muted-notice';
import { SlowNotice } from './slow-notice';

interface Props {
  /** It stands in place of the composer. */
  mute?: Mute;
  /** Until when what was written waits, in milliseconds since 1970: it stands over the composer. */
  held?: number;
}

/** Why nothing can be said in a chat just now. */
export function Hindrance({ mute, held }: Props) {
  if (mute) return <MutedNotice mute={mute} />;
  return held ? <SlowNotice until={held} /> : null;
}
