import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimAccount } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { type BoxAccount, enter } from '../../bench/boxes.js';
import { boxOf, NOT_ANY_MORE, TestField, WRONG } from './field.js';

let field: TestField;
beforeEach(async () => void (field = await TestField.open()));
afterEach(() => field?.close());

describe('kill -9 while a box is given its account', () => {
  it('after it was told: what it was told opens, its label is spent by that, and opens nothing any more', async () => {
    const [label] = await field.print(1);
    await field.install(label!);
    const account = await field.told(boxOf(label!));
    await field.restarted();
    await field.isHeard(account);
    await field.isSpent(label!);
    expect(await field.tried(claimAccount(label!.code), label!.secret)).toBe(NOT_ANY_MORE);
    expect(field.secrets().get(account.id)).toBe(1);
  }, 90_000);

  it('before it heard: it asks again and gets in; what was said to nobody is void from then on', async () => {
    const [label] = await field.print(1);
    await field.install(label!);
    const unheard = await field.told(boxOf(label!));
    await field.restarted();
    const account = await field.told(boxOf(label!));
    expect(account.id).toBe(unheard.id);
    expect(account.secret).not.toBe(unheard.secret);
    await field.isHeard(account);
    await field.becomes(unheard.id, unheard.secret, WRONG);
    expect(field.secrets().get(account.id)).toBe(1);
  }, 90_000);

  it('at whatever moment after it asked: what it was told last opens, or its label still does', async () => {
    const labels = await field.print(5);
    for (const label of labels) await field.install(label);
    for (const [round, label] of labels.entries()) {
      let heard: BoxAccount | undefined;
      const asking = field.told(boxOf(label)).then((account) => (heard = account));
      // from before the question is there to after it is answered
      await delay(8 * round);
      await field.hub.kill9();
      await field.hub.restart();
      // a box that was told comes with what it has; one that was not is still asking
      const account: BoxAccount = heard ?? (await asking);
      await field.isHeard(account);
      await eventually(
        'one secret',
        () => field.secrets().get(account.id),
        (n) => n === 1,
      );
    }
  }, 180_000);

  it('at the moment of its first sign-in: it gets in again, and whoever had the box before does not', async () => {
    const [label] = await field.print(1);
    await field.install(label!);
    const before = await field.told(boxOf(label!));
    await field.isHeard(before);
    await field.isSpent(label!);
    // its memory was wiped, or somebody else holds a copy of it
    await field.post(`/claims/${label!.code}/reopen`);
    const account = await field.told(boxOf(label!));
    const line = await enter(field.hub.mqttPort, 0, account.id, account.secret);
    await field.hub.kill9();
    line.destroy();
    await field.hub.restart();
    await field.isHeard(account);
    await field.becomes(before.id, before.secret, WRONG);
    expect(await field.tried(account.id, account.secret)).toBe('in');
  }, 90_000);
});
