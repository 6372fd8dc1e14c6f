import { expect, it } from 'vitest';
import { ofTheWeb } from '../../src/api/address';

it.each([
  ['https://res.example/a.png', 'https://res.example/a.png'],
  ['http://localhost:8080/x', 'http://localhost:8080/x'],
  ['javascript:alert(1)', null],
  ['java\tscript:alert(1)', null],
  ['data:text/html,x', null],
  ['//elsewhere', null],
  ['', null],
])('what is followed or shown is of the web: %j', (address, taken) => expect(ofTheWeb(address)).toBe(taken));
