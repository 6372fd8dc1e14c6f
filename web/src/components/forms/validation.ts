import { isBlank } from '../../text/blank';
import { t } from '../../text/index';
import type { Faults } from './form-context';

/** How long a text is as the server counts: Unicode code points of what is left after trimming; 0 where nothing shows. */
export const lengthOf = (text: string): number => (isBlank(text) ? 0 : [...text.trim()].length);

type Check = (value: string, values: Record<string, string>) => string | undefined;

const CHECKS: Record<string, Check> = {
  username: (value) => (/^[a-z0-9_]{3,20}$/i.test(value.trim()) ? undefined : t.faults.username),
  email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : t.faults.email),
  password: (value, { username = '' }) => {
    const length = [...value].length;
    if (length < 10) return t.faults.passwordShort;
    if (length > 128) return t.faults.passwordLong;
    return value.toLowerCase() === username.trim().toLowerCase() ? t.faults.passwordIsName : undefined;
  },
  code: (value) => (/^\d{6}$/.test(value.trim()) ? undefined : t.faults.code),
  groupchat_name: (value) => (lengthOf(value) >= 1 && lengthOf(value) <= 128 ? undefined : t.faults.groupName),
  add_members: (value) => (/^@?[a-z0-9_]{3,20}$/i.test(value.trim()) ? undefined : t.faults.username),
  display_name: (value) => (lengthOf(value) >= 1 && lengthOf(value) <= 50 ? undefined : t.faults.displayName),
};

/** What is wrong with a new account, a code, a profile or a group. */
export function checkAll(values: Record<string, string>): Faults {
  return collect(values, (name, value) => CHECKS[name]?.(value, values));
}

/** What is missing; for a login, where rules would only help a guesser. */
export function checkFilled(values: Record<string, string>): Faults {
  return collect(values, (_, value) => (value.trim() ? undefined : t.faults.needed));
}

function collect(values: Record<string, string>, fault: (name: string, value: string) => string | undefined): Faults {
  const wrong = Object.entries(values).map(([name, value]) => [name, fault(name, value)] as const);
  return Object.fromEntries(wrong.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
