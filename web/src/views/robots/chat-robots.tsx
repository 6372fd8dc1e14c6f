import { useMemo } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { Page } from '../../components/shell/page';
import type { Chats } from '../../state/chats/chats';
import { robotsApi } from '../../state/robots/api';
import { Hooks } from '../../state/robots/hooks';
import { Subscriptions } from '../../state/robots/subscriptions';
import { groupText } from '../../text/group-settings';
import { titleOf } from '../../text/names';
import { robotText } from '../../text/robots';
import { NotFound } from '../not-found';
import { AddBot } from './add-bot';
import { HookSection } from './hooks';
import { SubscriptionSection } from './subscriptions';

/** The programs in a chat, for those who look after it: bots, hooks, and who is told what happens. */
export function ChatRobots({ name, chats }: { name: string; chats: Chats }) {
  const hooks = useMemo(() => new Hooks(robotsApi, name), [name]);
  const subscriptions = useMemo(() => new Subscriptions(robotsApi, name), [name]);
  const chat = chats.list.value?.find((each) => each.name === name);
  const words = robotText.chat;
  const group = chat?.kind === 'group';
  const path = `/chat/${encodeURIComponent(name)}`;
  const back = { href: path, words: group ? words.backToGroup : words.backToChat };
  const refusal = hooks.failure.value;
  if (refusal instanceof ApiError && refusal.status === 404) return <NotFound />;
  if (refusal instanceof ApiError && refusal.status === 403) return <NotFound words={words.notYours} way={back} />;
  return (
    <Page
      title={groupText.settings.robots}
      back={group ? { href: `${path}/edit`, words: groupText.settings.title } : back}
    >
      {chat && <p class="-mt-3 text-soft wrap-anywhere">{words.intro({ chat: titleOf(chat) })}</p>}
      {group && <AddBot room={name} chats={chats} />}
      <HookSection hooks={hooks} />
      <SubscriptionSection subscriptions={subscriptions} />
    </Page>
  );
}
