import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { configAckSchema, type NewSecret, topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import type { RawClient } from '../../../apps/broker/src/testing/raw-client.js';
import { type BoxAccount, contentOf, enter, listen, say } from '../../bench/boxes.js';
import { TestField, WRONG } from './field.js';

let field: TestField;
beforeEach(async () => void (field = await TestField.open()));
afterEach(() => field?.close());

describe('kill -9 while a device changes its secret', () => {
  let account: Pick<BoxAccount, 'id' | 'commune' | 'secret' | 'topics'>;
  beforeEach(async () => {
    const { device, secret } = await field.hub.addDevice('tram-1', { profile: 'air-station' });
    const { id, commune } = device;
    const its = (leaf: 'telemetry' | 'events' | 'status' | 'commands' | 'config') => topics[leaf](commune, id);
    account = {
      ...{ id, commune, secret },
      topics: {
        ...{ telemetry: its('telemetry'), events: its('events'), status: its('status') },
        ...{ commands: its('commands'), config: its('config') },
      },
    };
  });
  const rotation = async () => (await field.hub.fetch(`/api/devices/${account.id}/rotation`)).status;

  /** Connects with what it has, listens, and is told a new one. */
  async function renewed(): Promise<{ line: RawClient; fresh: NewSecret }> {
    const line = await enter(field.hub.mqttPort, 0, account.id, account.secret);
    await listen(line, account.topics);
    return { line, fresh: contentOf(await line.packet('publish')) as NewSecret };
  }
  const acknowledge = (line: RawClient, { id }: NewSecret) =>
    say(line, topics.configAck(account.commune, account.id), JSON.stringify(configAckSchema.parse({ id, ok: true })));
  const over = () => eventually('the change over', rotation, (status) => status === 204, 20_000);

  it('before the new one was written down: the old one opens, and another one is told', async () => {
    await field.post(`/devices/${account.id}/rotation`);
    const { fresh: lost } = await renewed();
    await field.restarted();
    const { line, fresh } = await renewed();
    expect(fresh.secret).not.toBe(lost.secret);
    await acknowledge(line, fresh);
    line.destroy();
    const old = account.secret;
    account.secret = fresh.secret;
    await field.isHeard(account);
    await over();
    for (const secret of [old, lost.secret]) await field.becomes(account.id, secret, WRONG);
    expect(field.secrets().get(account.id)).toBe(1);
  }, 90_000);

  it.each([
    ['after it was written down, before the hub was told', false],
    ['after the hub was told', true],
  ])(
    '%s: the new one opens and the old one ends',
    async (_when, acknowledged) => {
      await field.post(`/devices/${account.id}/rotation`);
      const { line, fresh } = await renewed();
      if (acknowledged) await acknowledge(line, fresh);
      await field.restarted();
      // it may have crashed as well, before it knew which of the two to use
      expect(await field.tried(account.id, account.secret)).toBe('in');
      const old = account.secret;
      account.secret = fresh.secret;
      await field.isHeard(account);
      await over();
      await field.becomes(account.id, old, WRONG);
      expect(field.secrets().get(account.id)).toBe(1);
    },
    90_000,
  );

  it('at the moment of its first use: it is in again at once, and the old one ends', async () => {
    await field.post(`/devices/${account.id}/rotation`);
    const { fresh } = await renewed();
    const line = await enter(field.hub.mqttPort, 0, account.id, fresh.secret);
    await field.hub.kill9();
    line.destroy();
    await field.hub.restart();
    const old = account.secret;
    account.secret = fresh.secret;
    await field.isHeard(account);
    await over();
    await field.becomes(account.id, old, WRONG);
  }, 90_000);
});
