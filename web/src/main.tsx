import './styles/main.css';
import { render } from 'preact';
import { start } from './state';
import { appear } from './state/appearance';
import { App } from './views/app';

start();
await appear();
render(<App />, document.getElementById('app') as HTMLElement);
