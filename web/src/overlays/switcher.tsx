import { AtSign, CirclePlus, Compass, Search, Settings } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { ChatAvatar } from '../components/chat-list/chat-avatar';
import { UnreadCount } from '../components/chat-list/unread-count';
import { Dialog } from '../components/dialogs/dialog';
import { useAction } from '../components/forms/use-action';
import { matching, type Named, strangerIn } from '../state/chats/chat-search';
import type { Chats } from '../state/chats/chats';
import { groupsApi } from '../state/groups-api';
import { t } from '../text';
import { fold } from '../text/fold';
import { titleOf } from '../text/names';

interface Choice {
  key: string;
  face: ComponentChildren;
  words: string;
  unread: number;
  go(): void;
}

/** Leads to any chat, and to somebody new, by a few letters of the name. */
export function Switcher({ typed, chats, close }: { typed: string; chats: Chats; close(): void }) {
  const id = useId();
  const [query, setQuery] = useState(typed);
  const [picked, setPicked] = useState(0);
  const { choices, failure } = useChoices(chats, query, close);
  const current = Math.min(picked, choices.length - 1);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => list.current?.children[current]?.scrollIntoView({ block: 'nearest' }), [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: current + 1, ArrowUp: current - 1 }[event.key];
    if (event.key === 'Enter') choices[current]?.go();
    else if (next !== undefined) setPicked((next + choices.length) % choices.length);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t.switcher.title} close={close}>
      <div class="relative">
        <Search size="1.25rem" aria-hidden class="absolute top-3.5 left-4 text-soft" />
        <input
          type="text"
          dir="auto"
          role="combobox"
          aria-label={t.switcher.search}
          aria-controls={id}
          aria-expanded
          aria-activedescendant={choices[current] && `${id}-${current}`}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          autofocus
          value={query}
          placeholder={t.switcher.search}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setPicked(0);
          }}
          onKeyDown={onKeyDown}
          class="h-12 w-full rounded-2xl border border-line bg-paper pr-4 pl-11 placeholder:text-soft"
        />
      </div>
      <div ref={list} id={id} role="listbox" aria-label={t.chats.label} class="-mx-3 -my-1 flex min-h-72 flex-col">
        {choices.map(({ key, face, words, unread, go }, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, as in every combobox
          <div
            key={key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === current}
            onClick={go}
            onPointerMove={() => setPicked(i)}
            class={`flex min-h-13 cursor-pointer items-center gap-3 rounded-2xl px-3 ${i === current ? 'current bg-sunken' : ''}`}
          >
            {face}
            <span dir="auto" class="min-w-0 flex-1 truncate font-bold">
              {words}
            </span>
            <UnreadCount count={unread} />
          </div>
        ))}
      </div>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </Dialog>
  );
}

const iconed = (Icon: typeof Search) => (
  <span class="grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-accent">
    <Icon size="1.125rem" aria-hidden />
  </span>
);

function useChoices(chats: Chats, query: string, close: () => void): { choices: Choice[]; failure: string } {
  const [, navigate] = useLocation();
  const named = (chats.list.value ?? []).map((chat): Named => ({ chat, title: titleOf(chat, chats.namesakes.value) }));
  const stranger = strangerIn(named, query, chats.me);
  const to = (path: string) => () => {
    close();
    navigate(path);
  };
  const meet = useAction(async (username: string) => {
    const chat = await groupsApi.privateChat(username);
    chats.renew(chat);
    to(`/chat/${encodeURIComponent(chat.name)}`)();
  });
  const known = matching(named, query).map(({ chat, title }) => ({
    key: chat.name,
    face: <ChatAvatar chat={chat} />,
    words: title,
    unread: chat.unread,
    go: to(`/chat/${encodeURIComponent(chat.name)}`),
  }));
  const ways = [
    { key: '/chat/new', icon: CirclePlus, words: t.chats.newGroup },
    { key: '/groups', icon: Compass, words: t.chats.openGroups },
    { key: '/me', icon: Settings, words: t.menu.settings },
  ].map(({ key, icon, words }) => ({ key, face: iconed(icon), words, unread: 0, go: to(key) }));
  const new_ = stranger && {
    key: `@${stranger}`,
    face: iconed(AtSign),
    words: t.switcher.meet({ username: stranger }),
    unread: 0,
    go: () => void meet.run(stranger),
  };
  const wanted = fold(query.trim());
  const led = ways.filter(({ words }) => fold(words).includes(wanted));
  return { choices: [...known, ...led, ...(new_ ? [new_] : [])], failure: meet.failure };
}
