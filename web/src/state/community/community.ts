/** What a user has to do with moderation: it comes once the page is at rest, or with the first that is heard of it. */

import { effect, untracked } from '@preact/signals';
import { CommunityApi } from '../../api/community-api';
import type { SessionHolder } from '../../api/session';
import { communityText } from '../../text/community/index';
import type { DecisionNotice } from '../../wire/index';
import type { Chats, Judged } from '../chats/chats';
import { notice } from '../notices/notice';
import { clock } from '../page/browser';
import { storage } from '../page/browser-features';
import { Blocks } from './blocks';
import { OwnMute } from './own-mute';

export class Community {
  readonly blocks: Blocks;
  readonly #mute: OwnMute;

  constructor(chats: Chats, session: SessionHolder) {
    const { me, blocked, mute, client } = chats;
    const ports = { me, api: new CommunityApi(session), storage, clock };
    // Nobody is told of typing in the public chat; that the user may not, they are.
    const probe = () => void client.connection.send({ type: 'typing', room: 'public-chat' });
    this.blocks = new Blocks({ ...ports, blocked });
    this.#mute = new OwnMute({ ...ports, mute, probe });
    // What was decided while there was no connection was told to nobody.
    effect(() => {
      if (chats.connection.state.value === 'open') untracked(() => this.#mute.check().catch(() => undefined));
    });
  }

  start(): void {
    this.#mute.restore();
    this.blocks.refresh().catch(() => undefined); // asked for again by the next page
  }

  /** The server refused something, or tells what was decided. */
  hear(frame: Judged): void {
    if (frame.type === 'notice') this.#told(frame.notice);
    else this.#mute.refused(frame.until).catch(() => undefined); // without the reason
  }

  #told({ kind, text }: DecisionNotice): void {
    notice.value = communityText.told[kind];
    if (kind === 'muted') this.#mute.begun(text);
    if (kind === 'lifted') this.#mute.lifted();
  }
}

const known = new WeakMap<Chats, Community>();

/** That of whoever is signed in. */
export function communityOf(chats: Chats, session: SessionHolder): Community {
  const community = known.get(chats) ?? new Community(chats, session);
  known.set(chats, community);
  return community;
}
