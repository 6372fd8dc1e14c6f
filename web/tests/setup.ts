import { loadLanguage } from '../src/text';

await loadLanguage('en');
