import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { releaseProfiles } from '#hub/registry';
import { kindsFor, problemsOf, usualConfirmation } from './kinds.js';
import { loadCommandPack } from './load-pack.js';

const profiles = releaseProfiles();
const profileOf = (id: string) => profiles.find((profile) => profile.id === id)!;
const pack = loadCommandPack('default');
const kindOf = (name: string) => pack.commands.find((kind) => kind.name === name)!;

describe('the default pack', () => {
  it('has what moves water and makes noise, and names no interlock of one commune', () => {
    expect(pack.commands.map(({ name }) => name)).toEqual([
      ...['pump-start', 'pump-stop', 'gate-set', 'siren-sound', 'siren-stop', 'configure'],
    ]);
    expect(pack.interlocks).toEqual([]);
    expect(kindOf('gate-set').persons).toBe(2);
    // whatever stops something may not be kept waiting
    for (const { stops, persons, inStates } of pack.commands.filter((kind) => kind.stops))
      expect([stops, persons, inStates.includes('maintenance')]).toEqual([true, 1, true]);
  });

  it('tells each model only what it can do', () => {
    const names = (id: string) => kindsFor(pack, profileOf(id)).map(({ name }) => name);
    expect(names('pump')).toEqual(['pump-start', 'pump-stop', 'configure']);
    expect(names('tide-gate')).toEqual(['gate-set', 'configure']);
    expect(names('canal-level')).toEqual(['configure']);
    expect(names('siren')).toEqual(['siren-sound', 'siren-stop', 'configure']);
  });

  it.each<[string, object, string[]]>([
    ['gate-set', { opening: 40 }, []],
    ['gate-set', {}, ['args.opening']],
    ['gate-set', { opening: 101 }, ['args.opening']],
    ['gate-set', { opening: 39.5 }, ['args.opening']],
    ['gate-set', { opening: 'nửa' }, ['args.opening']],
    ['gate-set', { opening: 40, speed: 3 }, ['args.speed']],
    ['pump-start', {}, []],
    ['pump-start', { minutes: 30 }, []],
    ['pump-start', { minutes: 0 }, ['args.minutes']],
    ['pump-start', { toString: 1 }, ['args.toString']],
    ['siren-sound', { seconds: 10, pattern: 'test' }, []],
    ['siren-sound', { seconds: 10, pattern: 'waltz' }, ['args.pattern']],
  ])('%s takes %j', (name, args, wrong) => {
    expect(problemsOf(kindOf(name), args as Record<string, number>).map(({ field }) => field)).toEqual(wrong);
  });

  it('says what is wrong in words', () => {
    expect(problemsOf(kindOf('gate-set'), { opening: 140 })).toEqual([
      { field: 'args.opening', problem: 'Độ mở: từ 0 đến 100 %' },
    ]);
  });

  it('holds a gate against the opening that was asked for, no quicker than it reports', () => {
    const device = { id: 'cong-1' } as Parameters<typeof usualConfirmation>[2];
    const confirm = (profile: string, name: string, args = {}) =>
      usualConfirmation(kindOf(name), args, device, profileOf(profile));
    expect(confirm('tide-gate', 'gate-set', { opening: 40 })).toEqual({
      ...{ device: 'cong-1', metric: 'gate_opening', becomes: 'near', to: 40, by: 5, withinMs: 900_000 },
    });
    expect(confirm('pump', 'pump-start')).toMatchObject({ metric: 'pump_on', becomes: 'above', withinMs: 180_000 });
    expect(confirm('siren', 'siren-sound')).toBeUndefined();
  });
});

describe('the pack of the simulated commune', () => {
  it('has the same commands, and interlocks that name its stations', () => {
    const demo = loadCommandPack('demo');
    expect(demo.commands.map(({ name }) => name)).toEqual(pack.commands.map(({ name }) => name));
    expect(demo.interlocks.map(({ id }) => id)).toEqual(['canal-low', 'salt', 'intake-salt', 'one-gate']);
  });
});

describe('a pack of one’s own', () => {
  let dir: string;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'commands-'))));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const load = (body: object) => {
    const path = join(dir, 'pack.json');
    writeFileSync(path, JSON.stringify({ id: 'own', source: 'xã', extends: 'default', ...body }));
    return loadCommandPack(path);
  };
  const lock = {
    ...{ id: 'salt', commands: ['gate-set'], metric: 'salinity', is: 'above', limit: 1, maxAgeMs: 60_000 },
    ...{ when: { arg: 'opening', above: 0 }, vi: 'Nước mặn', en: 'Salt water' },
  };

  it('changes the keys it names, adds interlocks, takes away with null', () => {
    const own = load({ commands: [{ name: 'gate-set', persons: 1, byHand: null }], interlocks: [lock] });
    const gate = own.commands.find(({ name }) => name === 'gate-set')!;
    expect([gate.persons, gate.byHand, gate.vi, own.interlocks.length]).toEqual([1, undefined, 'Đặt độ mở cống', 1]);
  });

  it.each([
    [{ interlocks: [{ ...lock, commands: ['gate-sett'] }] }, /salt: commands: no command "gate-sett"/],
    [{ interlocks: [{ ...lock, when: { arg: 'speed', above: 1 } }] }, /salt: when.arg: "gate-set" takes no "speed"/],
    [{ interlocks: [{ ...lock, metric: 'saltiness' }] }, /salt: metric/],
    [{ commands: [{ name: 'gate-set', expiresMs: 9e9 }] }, /gate-set: expiresMs/],
    [{ commands: [{ name: 'gate-set', args: {} }] }, /gate-set: confirm.to/],
    [{ extends: 'nothing' }, /không đọc được bộ lệnh/],
  ])('%j is refused by name', (body, words) => {
    expect(() => load(body)).toThrow(words);
  });
});
