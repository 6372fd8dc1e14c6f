/** The words about reports, blocks, sanctions and the rules, for everybody. */
import type { Shape } from '../catalogue';
import type { Language } from '../languages';
import { partOf } from '../part';
import { en } from './en';
import { tr } from './tr';

export const CATALOGUES: Readonly<Record<Language, Shape<typeof en>>> = { en, tr };

export const communityText = partOf<typeof en>(CATALOGUES);
