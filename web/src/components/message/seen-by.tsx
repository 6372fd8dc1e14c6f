import { t } from '../../text/index';
import { namesOf } from '../../text/names';
import type { Author } from '../../wire/index';
import { Avatar } from '../members/avatar';

/** More of them are only counted. */
const AVATARS = 5;

interface Props {
  readers: readonly Author[];
  /** Those of the chat whose name alone does not tell them apart. */
  namesakes: ReadonlySet<string>;
  /** It is a chat of two, where the name goes without saying. */
  alone: boolean;
}

/** Who has seen the user's last message. */
export function SeenBy({ readers, namesakes, alone }: Props) {
  const words = alone ? t.seen.one : t.seen.by({ names: namesOf(readers, namesakes) });
  return (
    <div
      data-testid="seen"
      title={words}
      class="flex min-h-5 items-center justify-end gap-1 px-1 text-xs font-semibold text-soft"
    >
      <span class={alone ? '' : 'sr-only'}>{words}</span>
      {!alone &&
        readers
          .slice(0, AVATARS)
          .map(({ username, display_name, avatar_url }) => (
            <Avatar key={username} name={display_name} url={avatar_url} size="tiny" />
          ))}
      {!alone && readers.length > AVATARS && <span aria-hidden>{t.group.more({ n: readers.length - AVATARS })}</span>}
    </div>
  );
}
