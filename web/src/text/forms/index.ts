/** What forms ask for, and what is wrong with what was typed. */
import type { Shape } from '../catalogue';
import type { Language } from '../languages';
import { partOf } from '../part';
import { en } from './en';
import { tr } from './tr';

export const CATALOGUES: Readonly<Record<Language, Shape<typeof en>>> = { en, tr };

export const formText = partOf<typeof en>(CATALOGUES);
