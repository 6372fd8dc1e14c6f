import { expect, it } from 'vitest';
import cases from '../../../tests/cases/fold.json';
import { fold } from '../../src/text/fold';

it.each(Object.entries(cases))('takes every writing of %j for the same', (folded, writings) => {
  expect([folded, ...writings].map(fold)).toEqual([folded, ...writings].map(() => folded));
});
