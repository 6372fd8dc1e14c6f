import './styles/main.css';
import { render } from 'preact';
import { Router } from 'wouter-preact';
import { usePathname } from 'wouter-preact/use-browser-location';
import { yieldToInputMethods } from './components/composer/input-method';
import { start } from './state';
import { applyAppearance } from './state/account/appearance';
import { navigate } from './state/page/navigation';
import { registerServiceWorker } from './state/page/service-worker';
import { fitViewport } from './state/page/viewport';
import { App } from './views/app';

yieldToInputMethods(window);
start();
await applyAppearance();
registerServiceWorker();
fitViewport();
const app = document.getElementById('app') as HTMLElement;
// What index.html shows meanwhile goes, and is not made into the page: to a reader that would look like a jump.
app.replaceChildren();
render(
  <Router hook={() => [usePathname(), navigate]}>
    <App />
  </Router>,
  app,
);
