import type { ComponentChildren } from 'preact';
import { overlay } from '../../state/page/overlay';
import { t } from '../../text/index';
import type { Author } from '../../wire/index';

interface Props {
  person: Author;
  class?: string;
  /** A second way to the same profile, which keyboards and screen readers need not know. */
  shortcut?: boolean;
  children: ComponentChildren;
}

/** The account is gone; its messages stay. */
const GONE = 'deleted-user';

/** A user's name or picture, which leads to their profile. */
export function Person({ person, class: extra = '', shortcut = false, children }: Props) {
  if (person.username === GONE) return <span class={extra}>{children}</span>;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-hidden={shortcut || undefined}
      tabIndex={shortcut ? -1 : undefined}
      title={t.person.label({ name: person.display_name })}
      data-testid={shortcut ? undefined : 'person'}
      data-username={person.username}
      onClick={() => {
        overlay.value = { kind: 'profile', person };
      }}
      class={extra}
    >
      {children}
    </button>
  );
}
