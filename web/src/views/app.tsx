import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter-preact';
import { Header } from '../parts/header';
import { account, chats } from '../state';
import { ChatView } from './chat';
import { ForgotView } from './forgot';
import { LoginView } from './login';
import { ProfileView } from './profile';
import { SignupView } from './signup';
import { VerifyView } from './verify';
import { Waiting } from './waiting';

const HOME = '/chat/public-chat';

/** The page for the address, as far as the user may see it. */
export function App() {
  const access = account.access.value;
  if (access === 'in') return <Inside />;
  return access === 'out' ? <Outside /> : <Waiting access={access} />;
}

function Outside() {
  const [path] = useLocation();
  const search = useSearch();
  const wanted = path + (search && `?${search}`);
  return (
    <Switch>
      <Route path="/login" component={LoginView} />
      <Route path="/signup" component={SignupView} />
      <Route path="/forgot" component={ForgotView} />
      <Route>
        <Redirect
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
  const next = new URLSearchParams(useSearch()).get('next');
  if (!user || !own) return null;
  return (
    <div class="flex h-dvh flex-col">
      <Header />
      <Switch>
        <Route path="/chat/:name">{({ name }) => <ChatView key={name} name={name} user={user} chats={own} />}</Route>
        <Route path="/me">
          <ProfileView user={user} />
        </Route>
        <Route path="/verify">
          <div class="min-h-0 flex-1 overflow-y-auto">
            <VerifyView user={user} />
          </div>
        </Route>
        <Route>
          <Redirect to={inner(next) ?? HOME} replace />
        </Route>
      </Switch>
    </div>
  );
}

/** An address of this site, or null: a link must not lead out of it. */
function inner(address: string | null): string | null {
  return address && /^\/(?![/\\])/.test(address) ? address : null;
}
