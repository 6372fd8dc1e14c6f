import './styles/main.css';
import { render } from 'preact';
import { start } from './state';
import { App } from './views/app';

start();
render(<App />, document.getElementById('app') as HTMLElement);
