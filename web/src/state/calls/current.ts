import { signal } from '@preact/signals';
import type { CallCenter } from './call-center';

/** The calls of whoever is signed in; null until one is heard of, or wanted. */
export const callCenter = signal<CallCenter | null>(null);
