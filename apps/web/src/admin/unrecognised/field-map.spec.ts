import { describe, expect, it } from '@jest/globals';
import type { Field } from '#hub/contracts';
import { guessMetric, guessRole, guessTime } from './guess.js';
import {
  addressIn,
  emptyDraft,
  previewOf,
  timeIn,
  withDevicePath,
  withField,
  withoutField,
  withTime,
  withTopicIndex,
} from './map-draft.js';
import { looksLikeRegisters, recordsOf, registerCount, treeOf } from './packet-tree.js';
import { choiceOf, unitChoices } from './units.js';

const NOW = Date.parse('2026-06-02T12:00:00+07:00');
const packet = { sn: 'RS485-0042', time: NOW / 1000, m: { '1': '02C8 0119', '2': [5, 6] }, ph: 7.1 };
const field = (over: Partial<Field>): Field => ({ metric: 'ph', path: 'ph', scale: 1, offset: 0, ...over });

describe('a packet as a tree', () => {
  it('has a line for each value and for what holds it', () => {
    const { nodes, cut } = treeOf(packet);
    expect(nodes.map(({ key, depth, kind }) => [key, depth, kind])).toEqual([
      ['sn', 1, 'value'],
      ['time', 1, 'value'],
      ['m', 1, 'object'],
      ['1', 2, 'value'],
      ['2', 2, 'list'],
      ['0', 3, 'value'],
      ['1', 3, 'value'],
      ['ph', 1, 'value'],
    ]);
    expect(nodes[5]!.steps).toEqual(['m', '2', 0]);
    expect(cut).toBe(false);
  });

  it('stops before it is longer than anybody reads', () => {
    const { nodes, cut } = treeOf(Array.from({ length: 5000 }, (_, i) => i));
    expect([nodes.length, cut]).toEqual([600, true]);
  });

  it('is of one record of a backlog, and of nothing that is no JSON', () => {
    expect(recordsOf('[{"a":1},{"a":2}]')).toEqual({ records: [{ a: 1 }, { a: 2 }], list: true });
    expect(recordsOf('{"a":1}')).toEqual({ records: [{ a: 1 }], list: false });
    expect(recordsOf('a=1')).toBeUndefined();
  });

  it('knows registers when it sees them', () => {
    expect(looksLikeRegisters('02C8 0119')).toBe(true);
    expect(looksLikeRegisters('0x41B40000')).toBe(true);
    expect(looksLikeRegisters([712, 281])).toBe(true);
    expect(looksLikeRegisters('2026')).toBe(false);
    expect(looksLikeRegisters('RS485-0042')).toBe(false);
    expect(looksLikeRegisters(712)).toBe(false);
    expect(registerCount('02C8 0119')).toBe(2);
  });
});

describe('guesses', () => {
  it.each([
    ['pH', 'ph'],
    ['Temp', 'temperature'],
    ['temp1', 'temperature'],
    ['PM2.5', 'pm25'],
    ['water_level', 'water_level'],
    ['Độ mặn', 'salinity'],
    ['frobnication', undefined],
  ])('take "%s" for %s', (key, metric) => {
    expect(guessMetric(key)).toBe(metric);
  });

  it('tell seconds, milliseconds and text apart, near to when the packet came', () => {
    expect(guessTime(NOW / 1000, NOW)).toBe('s');
    expect(guessTime(NOW - 5000, NOW)).toBe('ms');
    expect(guessTime('2026-06-02T05:00:00Z', NOW)).toBe('iso');
    expect(guessTime('2026-06-02 12:00:00', NOW)).toBe('local');
    expect(guessTime(7.1, NOW)).toBeUndefined();
    expect(guessTime('2020-01-01T00:00:00Z', NOW)).toBeUndefined();
  });

  it('tell what a value is for', () => {
    expect(guessRole('ts', NOW, NOW)).toBe('time');
    expect(guessRole('sn', 'RS485-0042', NOW)).toBe('device');
    expect(guessRole('ph', 7.1, NOW)).toBe('metric');
    expect(guessRole('t', 24.5, NOW)).toBe('metric');
  });
});

describe('a field map that is being made', () => {
  it('takes a line once a place, and lets it go', () => {
    const first = withField(emptyDraft, field({}));
    const again = withField(first, field({ metric: 'ec' }));
    expect(again.fields).toEqual([field({ metric: 'ec' })]);
    const register = { offset: 1, type: 'int16', order: 'ABCD' } as const;
    const both = withField(withField(emptyDraft, field({ path: 'm.1', register: { ...register, offset: 0 } })), {
      ...field({ path: 'm.1' }),
      register,
    });
    expect(both.fields).toHaveLength(2);
    expect(withoutField(both, both.fields[0]!).fields).toHaveLength(1);
  });

  it('finds the device in the packet or in the topic', () => {
    expect(addressIn(withDevicePath(emptyDraft, 'sn'), packet, 'a/b')).toBe('RS485-0042');
    expect(addressIn(withTopicIndex(emptyDraft, 1), packet, 'a/b')).toBe('b');
    expect(addressIn(emptyDraft, packet, 'a/b')).toBeUndefined();
    expect(withTopicIndex(withDevicePath(emptyDraft, 'sn'), 1)).toEqual({ ...emptyDraft, topicIndex: 1 });
  });

  it('shows the value that will come of it', () => {
    expect(previewOf(field({}), packet)).toEqual({ is: 'value', value: 7.1, suspect: false });
    expect(previewOf(field({ scale: 10 }), packet)).toEqual({ is: 'value', value: 71, suspect: true });
    expect(previewOf(field({ path: 'x' }), packet)).toEqual({ is: 'absent' });
    expect(previewOf(field({ path: 'sn' }), packet)).toEqual({ is: 'no-number' });
    const register = { offset: 0, type: 'uint16', order: 'ABCD' } as const;
    expect(previewOf(field({ path: 'm.1', register, scale: 0.01 }), packet)).toMatchObject({ value: 7.12 });
    expect(timeIn(withTime(emptyDraft, { path: 'time', unit: 's' }), packet)).toBe(NOW);
    expect(timeIn(emptyDraft, packet)).toBeUndefined();
  });
});

it('units offer what is measured, its other units, and tenths of a register', () => {
  expect(unitChoices('water_level').map(({ name }) => name)).toEqual(['m', 'cm', 'mm', '× 0,1', '× 0,01', '× 0,001']);
  expect(choiceOf('water_level', 0.001, 0)?.name).toBe('mm');
  expect(choiceOf('ph', 0.07, 0)).toBeUndefined();
});
