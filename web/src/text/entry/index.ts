/** What is said on the way in: signing in and up, a forgotten password, proving an address. */
import type { Shape } from '../catalogue';
import type { Language } from '../languages';
import { partOf } from '../part';
import { en } from './en';
import { tr } from './tr';

export const CATALOGUES: Readonly<Record<Language, Shape<typeof en>>> = { en, tr };

export const entryText = partOf<typeof en>(CATALOGUES);
