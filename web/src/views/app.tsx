import { useEffect } from 'preact/hooks';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter-preact';
import { BufferedKeys } from '../components/shell/buffered-keys';
import { Header } from '../components/shell/header';
import { lazyComponent } from '../components/shell/lazy-component';
import { LostChatRedirect } from '../components/shell/lost-chat-redirect';
import { Notice } from '../components/shell/notice';
import { OverlaysMissing } from '../components/shell/overlays-missing';
import { Shortcuts } from '../components/shell/shortcuts';
import { SideBar } from '../components/shell/side-bar';
import { SkipLink } from '../components/shell/skip-link';
import { UpdateNotice } from '../components/shell/update-notice';
import { account, chats } from '../state';
import { nextOf } from '../state/account/return-path';
import { callCenter } from '../state/calls/current';
import { overlay } from '../state/page/overlay';
import { whenIdle } from '../state/page/service-worker';
import { ChatView } from './chat';
import { LoadingView } from './loading';

const CallLayer = lazyComponent(async () => (await import('../components/calls/call-layer')).CallLayer);
const CommunityPages = lazyComponent(async () => (await import('./community/pages')).CommunityPages);
const CustomEmojiView = lazyComponent(async () => (await import('./custom-emoji')).CustomEmojiView);
const ForgotView = lazyComponent(async () => (await import('./forgot')).ForgotView);
const GroupSettingsView = lazyComponent(async () => (await import('./group-settings')).GroupSettingsView);
const GroupsView = lazyComponent(async () => (await import('./groups')).GroupsView);
const LoginView = lazyComponent(async () => (await import('./login')).LoginView);
const MailStopView = lazyComponent(async () => (await import('./mail-stop')).MailStopView);
const MeView = lazyComponent(async () => (await import('./me')).MeView);
const MentionsView = lazyComponent(async () => (await import('./mentions')).MentionsView);
const NewGroupView = lazyComponent(async () => (await import('./new-group')).NewGroupView);
const SearchView = lazyComponent(async () => (await import('./search')).SearchView);
const SignupView = lazyComponent(async () => (await import('./signup')).SignupView);
const VerifyView = lazyComponent(async () => (await import('./verify')).VerifyView);
const Overlays = lazyComponent(async () => (await import('../overlays')).Overlays, BufferedKeys, OverlaysMissing);

const HOME = '/chat/public-chat';

/** The page for the address, as far as the user may see it. */
export function App() {
  const access = account.access.value;
  return (
    <>
      <Switch>
        <Route path="/mail/unsubscribe">
          <MailStopView />
        </Route>
        <Route path={/^\/(?:rules$|claim$|invite\/)/}>
          <CommunityPages />
        </Route>
        <Route>{access === 'in' ? <Inside /> : access === 'out' ? <Outside /> : <LoadingView access={access} />}</Route>
      </Switch>
      <Notice />
      <UpdateNotice />
    </>
  );
}

function Outside() {
  const [path] = useLocation();
  const search = useSearch();
  const wanted = path + (search && `?${search}`);
  return (
    <Switch>
      <Route path="/login">
        <LoginView />
      </Route>
      <Route path="/signup">
        <SignupView />
      </Route>
      <Route path="/forgot">
        <ForgotView />
      </Route>
      <Route>
        {/* Another one for another address: each leads away once. */}
        <Redirect
          key={wanted}
          to={wanted === '/' || wanted === HOME ? '/login' : `/login?next=${encodeURIComponent(wanted)}`}
          replace
        />
      </Route>
    </Switch>
  );
}

function Inside() {
  const user = account.user.value;
  const own = chats.value;
  const search = useSearch();

  useEffect(() => whenIdle(Overlays.prepare), []);

  if (!user || !own) return null;
  return (
    <div class="flex h-(--height) flex-col overflow-clip">
      <SkipLink />
      <Header />
      {callCenter.value && <CallLayer center={callCenter.value} />}
      <div class="flex min-h-0 flex-1">
        <SideBar />
        <Switch>
          <Route path="/chat/new">
            <NewGroupView user={user} chats={own} />
          </Route>
          <Route path="/chat/:name">{({ name }) => <ChatView key={name} name={name} user={user} chats={own} />}</Route>
          <Route path="/chat/:name/edit/:part?">
            {({ name, part }) => <GroupSettingsView key={name} name={name} part={part} chats={own} />}
          </Route>
          <Route path="/chat/:name/:seq">
            {({ name, seq }) => <ChatView key={name} name={name} seq={Number(seq)} user={user} chats={own} />}
          </Route>
          <Route path="/chat/:name/thread/:seq">
            {({ name, seq }) => <ChatView key={name} name={name} thread={Number(seq)} user={user} chats={own} />}
          </Route>
          <Route path="/groups">
            <GroupsView user={user} chats={own} />
          </Route>
          <Route path="/mentions">
            <MentionsView chats={own} />
          </Route>
          <Route path="/search">
            <SearchView user={user} chats={own} />
          </Route>
          <Route path="/me">
            <MeView user={user} />
          </Route>
          <Route path={/^\/(?:me\/(?:notices|bots)$|moderation|users\/)/}>
            <CommunityPages user={user} />
          </Route>
          <Route path="/me/emoji">
            <CustomEmojiView user={user} />
          </Route>
          <Route path="/verify">
            <div class="relative min-w-0 flex-1 overflow-y-auto">
              <VerifyView user={user} />
            </div>
          </Route>
          <Route>
            <Redirect to={nextOf(search) ?? HOME} replace />
          </Route>
        </Switch>
      </div>
      {overlay.value && <Overlays />}
      <Shortcuts />
      <LostChatRedirect chats={own} />
    </div>
  );
}
