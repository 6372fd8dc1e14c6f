/** The words of bots, hooks and subscriptions. */
import type { Shape } from '../catalogue';
import type { Language } from '../languages';
import { partOf } from '../part';
import { en } from './en';
import { tr } from './tr';

export const CATALOGUES: Readonly<Record<Language, Shape<typeof en>>> = { en, tr };

export const robotText = partOf<typeof en>(CATALOGUES);
