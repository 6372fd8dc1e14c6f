/** The words of the page that ends mails of what was missed. */
import type { Shape } from '../catalogue';
import type { Language } from '../languages';
import { partOf } from '../part';
import { en } from './en';
import { tr } from './tr';

export const CATALOGUES: Readonly<Record<Language, Shape<typeof en>>> = { en, tr };

export const mailStopText = partOf<typeof en>(CATALOGUES);
