import type { Author } from '../../wire/index';

/** A hook's account is named by the server; nobody reads what it is told. */
export const isHook = ({ username, bot }: Author): boolean => bot && username.startsWith('hook_');
