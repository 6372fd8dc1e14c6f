import { createContext } from 'preact';

/** What is wrong, by field name. */
export type Faults = Readonly<Record<string, string>>;

export const FormContext = createContext<Faults>({});
