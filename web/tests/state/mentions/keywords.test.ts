import { describe, expect, it } from 'vitest';
import cases from '../../../../tests/cases/keywords.json';
import { hasKeyword } from '../../../src/state/mentions/keywords';

describe.each(Object.entries(cases))('keywords: %s', (_, table) => {
  it.each(table as [string, string, boolean][])('%j has %j: %j', (body, word, found) => {
    expect(hasKeyword(body, ['nothing', word])).toBe(found);
  });
});
