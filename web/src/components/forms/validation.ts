import { lengthOf } from '../../text/blank';
import { formText } from '../../text/forms/index';
import type { Faults } from './form-context';

type Check = (value: string, values: Record<string, string>) => string | undefined;

const CHECKS: Record<string, Check> = {
  username: (value) => (/^[a-z0-9_]{3,20}$/i.test(value.trim()) ? undefined : formText.faults.username),
  email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : formText.faults.email),
  password: (value, { username = '' }) => {
    const length = [...value].length;
    if (length < 10) return formText.faults.passwordShort;
    if (length > 128) return formText.faults.passwordLong;
    return value.toLowerCase() === username.trim().toLowerCase() ? formText.faults.passwordIsName : undefined;
  },
  code: (value) => (/^\d{6}$/.test(value.trim()) ? undefined : formText.faults.code),
  groupchat_name: (value) => (lengthOf(value) >= 1 && lengthOf(value) <= 128 ? undefined : formText.faults.groupName),
  add_members: (value) => (/^@?[a-z0-9_]{3,20}$/i.test(value.trim()) ? undefined : formText.faults.username),
  display_name: (value) => (lengthOf(value) >= 1 && lengthOf(value) <= 50 ? undefined : formText.faults.displayName),
};

/** What is wrong with a new account, a code, a profile or a group. */
export function checkAll(values: Record<string, string>): Faults {
  return collect(values, (name, value) => CHECKS[name]?.(value, values));
}

/** What is missing; for a login, where rules would only help a guesser. */
export function checkFilled(values: Record<string, string>): Faults {
  return collect(values, (_, value) => (value.trim() ? undefined : formText.faults.needed));
}

function collect(values: Record<string, string>, fault: (name: string, value: string) => string | undefined): Faults {
  const wrong = Object.entries(values).map(([name, value]) => [name, fault(name, value)] as const);
  return Object.fromEntries(wrong.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
