/** The words about what a user sets: of what they are told, and what of them others are told. */
import type { Shape } from '../catalogue';
import type { Language } from '../languages';
import { partOf } from '../part';
import { en } from './en';
import { tr } from './tr';

export const CATALOGUES: Readonly<Record<Language, Shape<typeof en>>> = { en, tr };

export const settingsText = partOf<typeof en>(CATALOGUES);
