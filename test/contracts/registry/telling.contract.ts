import { describe, expect, it } from '@jest/globals';
import type { Notice, RuleTransition } from '#hub/contracts';
import { MINUTE, T0 } from '../../../libs/registry/src/testing/builders.js';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';

const browser = (name: string) => ({
  endpoint: `https://push.example/${name}`,
  keys: { p256dh: 'A'.repeat(87), auth: 'B'.repeat(22) },
});
const notice = (id: string, over: Partial<Notice> = {}): Notice => ({
  ...{ id, kind: 'page', incident: 'i-1', target: 'air-1', channel: 'push', person: 'p-an', name: 'An' },
  ...{ state: 'queued', queuedAt: T0, updatedAt: T0 },
  ...over,
});

/** How people are told, what they were told, and what was changed of the rules that told it. */
export function tellingContract(bench: Bench): void {
  const somebody = async (name = 'An') => {
    const registry = await bench.open();
    const { id } = await registry.people.add({ name, phone: '0912 345 678', grants: [] });
    return { registry, id };
  };

  describe('how somebody wants to be told', () => {
    it('is nothing in particular at first, and comes out as it went in', async () => {
      const { registry, id } = await somebody();
      expect(await registry.contacts.get(id)).toEqual({ off: [], version: 0 });
      const wish = { off: ['sms', 'zalo'] as const, quiet: null, email: 'an@example.org', language: 'en' as const };
      expect(await registry.contacts.put(id, { ...wish, version: 0 })).toEqual({ ...wish, version: 1 });
      expect(await (await bench.open()).contacts.get(id)).toEqual({ ...wish, version: 1 });
      expect(await registry.contacts.addresses(id)).toEqual({ phone: '0912 345 678', email: 'an@example.org' });
      const { entries } = await registry.audit.find({ action: 'contact.update' });
      // that it was changed, and not to what: the address is nobody's business
      expect(entries).toEqual([expect.objectContaining({ action: 'contact.update', target: id })]);
      expect(JSON.stringify(entries)).not.toContain('example.org');
    });

    it('is changed by one of two who looked at the same, whichever process they speak to', async () => {
      const { registry, id } = await somebody();
      const other = await bench.open();
      const both = async (version: number) => {
        const puts = [registry, other].map(({ contacts }) => told(contacts.put(id, { version, off: ['call'] })));
        return (await Promise.all(puts)).map((answer) => answer.split(':')[0]).sort();
      };
      expect(await both(0)).toEqual(['changed-meanwhile', 'yes']);
      expect(await both(1)).toEqual(['changed-meanwhile', 'yes']);
    });

    it('names the ways that there are, of people who are let in', async () => {
      const { registry, id } = await somebody();
      const { id: gone } = await registry.people.add({ name: 'Bình', grants: [] });
      const grants = [{ role: 'administrator', scope: { kind: 'commune', id: '*' } }];
      await registry.people.add({ name: 'Chi', login: 'chi', grants });
      await registry.people.remove(gone, 1);
      await registry.contacts.subscribe(id, 's-1', browser('a'));
      await registry.contacts.put(id, { version: 0, off: ['call'], quiet: { from: '22:00', to: '05:00' } });
      const people = await registry.contacts.reachable();
      expect(people.map(({ name }) => name).sort()).toEqual(['An', 'Chi']);
      expect(people.find((one) => one.id === id)).toEqual({
        ...{ id, name: 'An', language: 'vi', grants: [], off: ['call'], quiet: { from: '22:00', to: '05:00' } },
        has: { phone: true, email: false, push: true },
      });
      expect(await registry.contacts.addresses(gone)).toEqual({});
    });
  });

  describe('browsers that may be pushed to', () => {
    it('are sealed, and one person’s: whoever signed in there last', async () => {
      const { registry, id } = await somebody();
      const { id: binh } = await registry.people.add({ name: 'Bình', grants: [] });
      await registry.contacts.subscribe(id, 's-1', browser('a'));
      await registry.contacts.subscribe(id, 's-1', browser('a'));
      expect(await registry.contacts.subscriptions(id)).toEqual([browser('a')]);
      const database = await bench.database();
      const rows = await database.read((m) => m.query('SELECT * FROM push_subscription') as Promise<object[]>);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain('push.example');
      await registry.contacts.subscribe(binh, 's-1', browser('a'));
      expect(await registry.contacts.subscriptions(id)).toEqual([]);
      expect(await registry.contacts.subscriptions(binh)).toEqual([browser('a')]);
    });

    it('are eight a person, the newest; and are let go of by who has them, or by the push service', async () => {
      const { registry, id } = await somebody();
      for (let i = 0; i < 10; i++) {
        bench.clock.ms = T0 + i * MINUTE;
        await registry.contacts.subscribe(id, 's-1', browser(`${i}`));
      }
      const kept = async () =>
        (await registry.contacts.subscriptions(id)).map(({ endpoint }) => endpoint.slice(-1)).sort();
      expect(await kept()).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
      expect(await registry.contacts.unsubscribe(browser('9').endpoint, 'p-other')).toBe(false);
      expect(await registry.contacts.unsubscribe(browser('9').endpoint, id)).toBe(true);
      expect(await registry.contacts.unsubscribe(browser('8').endpoint)).toBe(true);
      expect(await registry.contacts.unsubscribe(browser('8').endpoint)).toBe(false);
      expect(await kept()).toEqual(['2', '3', '4', '5', '6', '7']);
    });

    it('know the hub by keys that are made once, whichever process is first', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      const [first, second] = await Promise.all([one.pushKeys.vapid(), other.pushKeys.vapid()]);
      expect(second).toEqual(first);
      expect(Buffer.from(first.publicKey, 'base64url')).toHaveLength(65);
      const token = await one.pushKeys.tokenOf('m-1');
      expect(await other.pushKeys.messageOf(token)).toBe('m-1');
      expect(await other.pushKeys.messageOf(token.replace('m-1', 'm-2'))).toBeUndefined();
    });
  });

  describe('notices', () => {
    it('stand as the log told last, those of an incident in the order in which they were queued', async () => {
      const { notices } = await bench.open();
      const sent = notice('n-2', { state: 'sent', sentAt: T0 + 5, updatedAt: T0 + 5, queuedAt: T0 + 1 });
      await notices.record([notice('n-2', { queuedAt: T0 + 1 }), notice('n-1'), sent]);
      await notices.record([
        notice('n-3', { incident: 'i-2' }),
        notice('bell', { incident: undefined, kind: 'test-bell' }),
      ]);
      await notices.record([]);
      expect(await notices.ofIncident('i-1')).toEqual([notice('n-1'), sent]);
      expect(await notices.ofIncident('i-9')).toEqual([]);
      const bell = await notices.bell('bell');
      expect(bell).toMatchObject({ kind: 'test-bell' });
      // a replay is overtaken by what is told after it
      await notices.record([notice('n-2', { queuedAt: T0 + 1 })]);
      await notices.record([sent]);
      expect(await notices.ofIncident('i-1')).toEqual([notice('n-1'), sent]);
    });

    it('are many at once', async () => {
      const { notices } = await bench.open();
      await notices.record(Array.from({ length: 2500 }, (_, i) => notice(`n-${String(i).padStart(4, '0')}`)));
      const found = await notices.ofIncident('i-1');
      expect([found.length, found[0]!.id, found.at(-1)!.id]).toEqual([1000, 'n-0000', 'n-0999']);
    });
  });

  describe('changes of rules', () => {
    const change = (request: string, at: number, note: string): RuleTransition => ({
      ...{ type: 'rule', request, at, note, by: 'Lê Thị Hạnh', person: 'p-hanh', change: { holdMs: at } },
      rule: {
        ...{ id: 'dust', type: 'threshold', severity: 'watch', cause: 'air', kinds: ['air'], metric: 'pm25' },
        ...{ direction: 'above', limit: 100, clearAt: 90, holdMs: at, clearMs: 0, source: 's', evidence: 'local' },
        ...{ template: 'air-pm25', enabled: true, demo: false, version: 1 },
      },
    });

    it('are told once however often the log is read, the newest first', async () => {
      const { rules } = await bench.open();
      const [first, second] = [change('r-1', T0, 'mùa gặt'), change('r-2', T0 + 1, 'hết mùa')];
      await rules.record([first]);
      await rules.record([first, second]);
      await rules.record([]);
      expect(await rules.history('dust')).toEqual([second, first]);
      expect(await rules.history('other')).toEqual([]);
    });
  });
}
