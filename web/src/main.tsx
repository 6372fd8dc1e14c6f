import './styles/main.css';
import { render } from 'preact';
import { start } from './state';
import { appear } from './state/appearance';
import { keepShell } from './state/shell';
import { fitViewport } from './state/viewport';
import { App } from './views/app';

start();
await appear();
keepShell();
fitViewport();
render(<App />, document.getElementById('app') as HTMLElement);
