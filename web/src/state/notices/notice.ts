import { signal } from '@preact/signals';

/** Something the user is told, whatever page they are on, until they dismiss it. */
export const notice = signal('');
