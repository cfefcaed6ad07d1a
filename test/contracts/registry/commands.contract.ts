import { describe, expect, it } from '@jest/globals';
import type { Command, CommandChange, CommandTransition } from '#hub/contracts';
import { MINUTE, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const command = (id: string, overrides: Partial<Command> = {}): Command => ({
  id,
  key: `key-${id}`,
  commune: '26734',
  device: 'cong-1',
  name: 'gate-set',
  args: { opening: 40 },
  by: 'chi-ba',
  at: T0,
  expiresAt: T0 + 10 * MINUTE,
  persons: 2,
  state: 'awaiting-approval',
  updatedAt: T0,
  simulated: false,
  ...overrides,
});
const step = (
  change: CommandChange,
  id: string,
  at: number,
  overrides: Partial<Command> = {},
  said: Pick<CommandTransition, 'by' | 'note'> = {},
): CommandTransition => ({
  type: 'command',
  change,
  command: command(id, { updatedAt: at, ...overrides }),
  at,
  ...said,
});

/** What the log tells the registry of commands: who wanted what, and what became of it. */
export function commandsContract(bench: Bench): void {
  describe('commands', () => {
    const approval = { by: 'anh-tư', at: T0 + MINUTE, note: 'đã xem camera' };
    const ending = { reason: 'verified', vi: 'Số đo cho thấy đã làm', en: 'A reading shows it', at: T0 + 3 * MINUTE };
    const life = [
      step('asked', 'c-1', T0, {}, { by: 'chi-ba' }),
      step('approved', 'c-1', T0 + MINUTE, { state: 'ready', approval }, { by: 'anh-tư', note: 'đã xem\u0000 camera' }),
      step('sent', 'c-1', T0 + MINUTE + 5, { state: 'sent', approval, sentAt: T0 + MINUTE + 5 }),
      step('ended', 'c-1', T0 + 3 * MINUTE, { state: 'verified', approval, ending }),
    ];

    it('are as the newest transition says, whatever the log tells again', async () => {
      const { commands } = await bench.open();
      for (const each of life) {
        await commands.record([each]);
        expect((await commands.get('c-1'))!.command).toEqual(each.command);
      }
      const all = await commands.get('c-1');
      for (const again of [life, life.slice(0, 2), life.slice(1, 3)]) {
        await commands.record(again);
        expect(await commands.get('c-1')).toEqual(all);
      }
      expect(all!.events).toEqual([
        { change: 'asked', at: T0, state: 'awaiting-approval', by: 'chi-ba' },
        { change: 'approved', at: T0 + MINUTE, state: 'ready', by: 'anh-tư', note: 'đã xem  camera' },
        { change: 'sent', at: T0 + MINUTE + 5, state: 'sent' },
        { change: 'ended', at: T0 + 3 * MINUTE, state: 'verified' },
      ]);
      expect(await commands.get('c-2')).toBeUndefined();
    });

    it('stand in the audit log where a person did it, once', async () => {
      const registry = await bench.open();
      await registry.commands.record(life.slice(0, 3));
      await registry.commands.record(life);
      const { entries } = await registry.audit.find({});
      expect(entries.map(({ action, by, target }) => [action, by, target]).reverse()).toEqual([
        ['command.asked', 'chi-ba', 'c-1'],
        ['command.approved', 'anh-tư', 'c-1'],
      ]);
    });

    it('are found by page, the latest first, by device, state and whether they are over', async () => {
      const { commands } = await bench.open();
      await commands.record([
        ...life,
        step('asked', 'c-2', T0 + MINUTE, { at: T0 + MINUTE, device: 'bom-1', state: 'sent' }),
        step('asked', 'c-3', T0 + 2 * MINUTE, { at: T0 + 2 * MINUTE, device: 'bom-2', state: 'failed' }),
        step('asked', 'c-4', T0 + 2 * MINUTE, { at: T0 + 2 * MINUTE, state: 'task', byHand: { person: 'ong-sau' } }),
      ]);
      const ids = async (filter: object) => {
        const { commands: found, total } = await commands.find(filter);
        return [found.map(({ id }) => id), total];
      };
      expect(await ids({})).toEqual([['c-4', 'c-3', 'c-2', 'c-1'], 4]);
      expect(await ids({ limit: 2, offset: 1 })).toEqual([['c-3', 'c-2'], 4]);
      expect(await ids({ device: 'cong-1' })).toEqual([['c-4', 'c-1'], 2]);
      expect(await ids({ state: 'failed' })).toEqual([['c-3'], 1]);
      expect(await ids({ open: true })).toEqual([['c-4', 'c-2'], 2]);
      expect(await ids({ open: false, device: 'bom-1' })).toEqual([[], 0]);
      expect(await ids({ within: { devices: ['bom-1', 'bom-2'], person: 'ai' } })).toEqual([['c-3', 'c-2'], 2]);
      expect(await ids({ within: { devices: [], person: 'ong-sau' } })).toEqual([['c-4'], 1]);
      expect(await ids({ within: { devices: [], person: 'ai' }, open: true })).toEqual([[], 0]);
    });
  });
}
