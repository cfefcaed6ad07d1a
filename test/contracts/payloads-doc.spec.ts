import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fieldMapSchema, type Gateway, type Reading } from '#hub/contracts';
import { device, directoryOf, gateway } from '../../apps/ingest/src/testing/directory.js';
import { accountPlan } from '../../apps/ingest/src/decode/plan.js';
import { decodeGeneric } from '../../apps/ingest/src/decode/generic.codec.js';

const guide = readFileSync('docs/gateways.md', 'utf8');
const block = (name: string): unknown => {
  const found = new RegExp(`^\`\`\`json ${name}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(guide);
  expect(found).not.toBeNull();
  return JSON.parse(found![1]!);
};

describe('the guide for installers', () => {
  it('has a worked example that works', () => {
    const fieldMap = fieldMapSchema.parse(block('map'));
    const box: Gateway = gateway('hop-ao', 'generic', { topics: ['ao-ca/#'], fieldMap });
    const directory = directoryOf(
      [device('nuoc-ao-1', 'rs485-logger', { gateway: 'hop-ao', address: 'RS485-0042' })],
      [box],
    );
    const packet = block('packet');
    const decoded = decodeGeneric(
      {
        type: 'packet',
        account: 'hop-ao',
        topic: 'ao-ca/hop1',
        payload: Buffer.from(JSON.stringify(packet)),
        received: Date.UTC(2026, 9, 5),
      },
      accountPlan(directory.account('hop-ao')!, directory, () => undefined),
    );
    const values: Reading['values'] = { ph: 7.12, water_temperature: 28.1, ec: 1.86, water_level: 1.234 };
    expect(decoded).toMatchObject({ is: 'items', drafts: [{ ts: 1791196210_000, values }] });
    for (const figure of ['7,12', '28,1', '1,86', '1,234']) expect(guide).toContain(figure);
  });
});
