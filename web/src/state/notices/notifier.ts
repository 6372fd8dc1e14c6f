import type { Notifier } from './alerts';

/** How this browser calls; what that takes comes with the first call. */
export const notifier: Notifier = {
  hidden: () => document.hidden,
  chime: async () => (await import('./notification')).chime(),
  show: async (note) => (await import('./notification')).show(note),
  withdraw: async (room) => (await import('./notification')).withdraw(room),
};
