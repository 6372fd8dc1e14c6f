import { Route, Switch } from 'wouter-preact';
import { lazyComponent } from '../../components/shell/lazy-component';
import type { User } from '../../wire';
import { ModerationView } from '../moderation/page';
import { InviteView } from './invite';
import { NoticesView } from './notices';
import { PersonView } from './person';
import { RulesView } from './rules';

const ClaimView = lazyComponent(async () => (await import('./claim')).ClaimView);
const OwnBotsView = lazyComponent(async () => (await import('../robots/own-bots')).OwnBotsView);

/** The pages of the community: three for everybody, the others for whoever is signed in. They come together, and late. */
export function CommunityPages({ user }: { user?: User }) {
  return (
    <Switch>
      <Route path="/rules">
        <RulesView />
      </Route>
      <Route path="/claim">
        <ClaimView />
      </Route>
      <Route path="/invite/:code">{({ code }) => <InviteView code={code} />}</Route>
      {user && (
        <>
          <Route path="/me/notices">
            <NoticesView />
          </Route>
          <Route path="/me/bots">
            <OwnBotsView user={user} />
          </Route>
          <Route path="/moderation/:part?">{({ part }) => <ModerationView user={user} part={part} />}</Route>
          <Route path="/users/:username">{({ username }) => <PersonView key={username} username={username} />}</Route>
        </>
      )}
    </Switch>
  );
}
