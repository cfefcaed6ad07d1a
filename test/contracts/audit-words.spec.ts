import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { ACTIONS, actionNames, actionWords } from '../../apps/web/src/admin/audit/actions.js';

/** What each route that changes something, or shows personal data, writes into the audit log. */
const actions = [
  ...new Set(Object.values(JSON.parse(readFileSync('test/acceptance/access/audited.json', 'utf8')) as object)),
] as string[];

it.each(actions)('%s is said in words, in both languages, and can be asked for', (action) => {
  for (const words of Object.values(actionNames))
    expect(actionWords(action, { ...words, denied: '' })).not.toBe(action);
  expect(ACTIONS).toContain(action);
});
