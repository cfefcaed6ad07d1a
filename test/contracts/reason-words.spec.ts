import { expect, it } from '@jest/globals';
import { REASONS } from '../../apps/ingest/src/decode/reasons.js';
import { reasonIn } from '../../apps/web/src/admin/unrecognised/reason-words.js';

/** Arguments that each sentence may have: a name or names, a count, and another sentence. */
const said = Object.entries(REASONS).flatMap(([name, reason]): [string, string][] => {
  if (typeof reason === 'string') return [[name, reason]];
  const say = reason as (...args: unknown[]) => string;
  if (name === 'overQuota') return [[name, say(7, REASONS.notJson)]];
  if (name.startsWith('some') || name.startsWith('many')) return [[name, say(3)]];
  if (name.endsWith('Known') || name.endsWith('Keys') || name.endsWith('Mapped'))
    return [
      [name, say(['t1', 'hum'])],
      [`${name} of none`, say([])],
    ];
  return [[name, say('box-7')]];
});

it.each(said)('a reader of English reads %s in English', (_, vietnamese) => {
  const english = reasonIn(vietnamese, 'en');
  expect(english).not.toBe(vietnamese);
  expect(english).not.toMatch(/[ạảãăâđêôơưàáèéìíòóùúỳýẵắằẳặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]/i);
  for (const [own] of vietnamese.matchAll(/box-7|t1, hum/g)) expect(english).toContain(own);
  expect(reasonIn(vietnamese, 'vi')).toBe(vietnamese);
});
