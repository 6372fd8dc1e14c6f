import type { Mention } from '../../rich/nodes';
import { chats } from '../../state/index';
import { ALL } from '../../state/mentions/mention-completion';
import { t } from '../../text/index';
import type { Author } from '../../wire/index';
import { Person } from '../members/person';

/** Somebody who is mentioned in a chat, as it was written; leads to who they are. The reader themselves stands out. */
export function MentionMark({ mention: { text, username }, room }: { mention: Mention; room: string }) {
  const own = chats.value;
  if (username === ALL)
    return (
      <strong title={t.mentions.all} data-testid="mention" class={SELF}>
        {text}
      </strong>
    );
  const unknown: Author = { username, display_name: `@${username}`, avatar_url: null, bot: false };
  return (
    <span data-testid="mention">
      <Person
        person={own?.room(room).people.value.get(username) ?? unknown}
        class={username === own?.me ? SELF : 'font-bold text-accent hover:underline'}
      >
        {text}
      </Person>
    </span>
  );
}

const SELF = 'rounded-md bg-accent px-1 font-extrabold text-accent-ink forced-colors:border';
