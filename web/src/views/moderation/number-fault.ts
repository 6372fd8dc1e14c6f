import { moderationText } from '../../text/moderation';

/** What is wrong with a field that is to hold a whole number within bounds; nothing where it does. */
export function numberFault(field: string, value: string, least: number, most: number): Record<string, string> {
  const number = /^\d{1,6}$/.test(value.trim()) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? {} : { [field]: moderationText.people.between({ least, most }) };
}
