import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import SqliteFile from 'better-sqlite3';
import { batchAccount, claimAccount, type HubStatus, type Refusal, STREAM, type TelemetryItem } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { systemClock } from '#hub/service-kit';
import { eventually } from '#hub/testkit';
import { get } from '../asking.js';
import { boxOf, NOT_ANY_MORE, TestField, WRONG } from './field.js';

let field: TestField;
beforeEach(async () => void (field = await TestField.open()));
afterEach(() => field?.close());

describe('the hub’s clock is behind by an hour', () => {
  const HOUR = 3_600_000;

  /** All that was written down so far was written an hour ahead of now, as the clock said then. */
  async function fallsBack(): Promise<void> {
    await field.hub.stop();
    const log = new LmdbEventLog({ dir: join(field.dir, 'log'), clock: systemClock, commitMs: 0 });
    await log.start();
    const ahead: TelemetryItem = { type: 'tick', received: Date.now() + HOUR, clock: 'ok' };
    await log.append(STREAM.telemetry, [ahead]);
    await log.stop();
    const file = new SqliteFile(join(field.dir, 'registry.sqlite'));
    const TIMES = {
      claim: ['created', 'expires', 'claimed_at', 'handed_at', 'used_at', 'asked_at'],
      claim_batch: ['created', 'expires', 'withdrawn'],
      credential: ['created', 'revoked', 'offered'],
    };
    for (const [table, columns] of Object.entries(TIMES))
      for (const column of columns) file.prepare(`UPDATE ${table} SET ${column} = ${column} + ?`).run(HOUR);
    file.close();
    await field.hub.restart();
    await eventually(
      'the clock to be behind',
      () => get<HubStatus>(field.hub, '/api/status'),
      ({ clock }) => clock === 'behind',
      20_000,
    );
  }
  const words = async (account: string) => {
    const { refusals } = await get<{ refusals: (Refusal & { words: string })[] }>(field.hub, '/api/refusals?limit=200');
    return refusals.filter((refusal) => refusal.account === account).map((refusal) => refusal.words);
  };

  it('what was spent, taken back or replaced stays so, in words; boxes get their accounts and are heard', async () => {
    const [spent, back, open, asked] = await field.print(4);
    for (const label of [spent, open, asked]) await field.install(label!);
    const first = await field.told(boxOf(spent!));
    await field.isHeard(first);
    await field.isSpent(spent!);
    await field.hub.fetch(`/api/claims/${back!.code}`, { method: 'DELETE' });
    const { key } = await field.post<{ key: string }>('/batches', { id: 'lo-7', profile: 'air-station' });
    await field.hub.fetch('/api/batches/lo-7', { method: 'DELETE' });
    const before = await field.told(boxOf(asked!));
    const retired = await field.hub.addDevice('cu', { profile: 'air-station' });
    await field.hub.fetch('/api/devices/cu', {
      ...{ method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"state":"retired"}' },
    });

    await fallsBack();
    const refused = [
      [claimAccount(spent!.code), spent!.secret, 'Mã nhận thiết bị đã dùng rồi'],
      [claimAccount(back!.code), back!.secret, 'Mã nhận thiết bị đã hết hạn hoặc đã bị hủy'],
      [batchAccount('lo-7'), key, 'Mã nhận thiết bị đã hết hạn hoặc đã bị hủy'],
    ] as const;
    for (const [account, secret, why] of refused) {
      expect([account, await field.tried(account, secret)]).toEqual([account, NOT_ANY_MORE]);
      await eventually(
        `${account} refused in words`,
        () => words(account),
        (list) => list.includes(why),
      );
    }
    expect(await field.tried('cu', retired.secret)).toBe(NOT_ANY_MORE);

    await field.isHeard(await field.told(boxOf(open!)));
    // told before and told now: of two answers the one that is used is the box's, whatever the clock said when
    const again = await field.told(boxOf(asked!));
    const newest = await field.told(boxOf(asked!));
    expect(await field.tried(before.id, before.secret)).toBe(WRONG);
    await field.isHeard(newest);
    await field.becomes(again.id, again.secret, WRONG);
    // who is in stays in
    await field.isHeard(first);
  }, 120_000);
});
