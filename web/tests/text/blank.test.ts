import { expect, it } from 'vitest';
import cases from '../../../tests/cases/blank.json';
import { isBlank } from '../../src/text/blank';

it.each(cases.blank)('sees nothing in %j', (text) => expect(isBlank(text)).toBe(true));

it.each(cases.seen)('sees something in %j', (text) => expect(isBlank(text)).toBe(false));
