/** What leads to calls, in one file: one loads with the other. */
export { CallButtons } from './call-buttons';
export { CallMessage } from './call-message';
