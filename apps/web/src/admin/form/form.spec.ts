import { describe, expect, it } from '@jest/globals';
import { clashesOf } from './conflict.js';
import { inputsOf, newOf, patchOf, problemsIn } from './draft.js';
import type { FieldSpec } from './spec.js';

const specs: FieldSpec[] = [
  { name: 'name', label: 'Tên', kind: 'text' },
  { name: 'place', label: 'Gần', kind: 'text', optional: true },
  { name: 'lat', label: 'Vĩ độ', kind: 'degrees', optional: true },
  { name: 'intervalMs', label: 'Chu kỳ', kind: 'figure', factor: 60_000, optional: true },
  { name: 'simulated', label: 'Mô phỏng', kind: 'check' },
  { name: 'installedAt', label: 'Tin số liệu từ', kind: 'date', optional: true },
  { name: 'area', label: 'Ranh giới', kind: 'other', optional: true },
];
const before = {
  name: 'Trạm chợ',
  lat: 20.45,
  intervalMs: 90_000,
  simulated: false,
  installedAt: Date.parse('2026-06-02T08:30:00+07:00'),
  area: { type: 'Polygon', coordinates: [] },
};
const words = {
  ...{ missing: 'thiếu', noNumber: 'không phải số', noDate: 'không phải ngày', noDay: 'không có ngày này' },
  ambiguous: (whole: string, part: string) => `${whole} hay ${part}`,
};

describe('a form', () => {
  it('shows what the hub has as people write it, and changes nothing by being looked at', () => {
    const inputs = inputsOf(specs, before);
    expect(inputs).toMatchObject({
      name: 'Trạm chợ',
      place: '',
      lat: '20,45',
      intervalMs: '1,5',
      simulated: false,
      installedAt: '02/06/2026 08:30',
    });
    expect(patchOf(specs, before, inputs)).toEqual({});
  });

  it('sends what was changed, and null for what was emptied', () => {
    const inputs = {
      ...inputsOf(specs, before),
      place: 'gần chợ',
      lat: '',
      intervalMs: '2',
      installedAt: '1/6/2026',
    };
    expect(patchOf(specs, before, inputs)).toEqual({
      place: 'gần chợ',
      lat: null,
      intervalMs: 120_000,
      installedAt: Date.parse('2026-06-01T00:00:00+07:00'),
    });
    expect(newOf(specs, { name: ' Trạm ', place: ' ', lat: '20.1' })).toMatchObject({ name: 'Trạm', lat: 20.1 });
  });

  it('says what is missing or no number before the hub is asked', () => {
    const inputs = { ...inputsOf(specs, before), name: ' ', lat: 'bắc', installedAt: '31/02/2026' };
    expect(problemsIn(specs, inputs, words)).toEqual({
      name: 'thiếu',
      lat: 'không phải số',
      installedAt: 'không phải ngày',
    });
    expect(problemsIn(specs, inputsOf(specs, before), words)).toEqual({});
  });

  it('takes a number as Vietnam writes it, and asks where it may be two; a latitude is never thousands', () => {
    const typed = (intervalMs: string) => ({ ...inputsOf(specs, before), intervalMs });
    expect(patchOf(specs, before, typed('1.250,5'))).toEqual({ intervalMs: 1250.5 * 60_000 });
    expect(problemsIn(specs, typed('1.250'), words)).toEqual({ intervalMs: '1250 hay 1,250' });
    expect(patchOf(specs, before, { ...inputsOf(specs, before), lat: '20.451' })).toEqual({ lat: 20.451 });
  });
});

describe('a day', () => {
  const day: FieldSpec[] = [{ name: 'checkOn', label: 'Kiểm tra lại ngày', kind: 'day', optional: true }];

  it('stands in the form as people write it, and is kept as the hub has it', () => {
    const inputs = inputsOf(day, { checkOn: '2027-01-31' });
    expect(inputs).toEqual({ checkOn: '31/01/2027' });
    expect(patchOf(day, { checkOn: '2027-01-31' }, inputs)).toEqual({});
    expect(patchOf(day, { checkOn: '2027-01-31' }, { checkOn: '1/2/2027' })).toEqual({ checkOn: '2027-02-01' });
    expect(problemsIn(day, { checkOn: '31/02/2027' }, words)).toEqual({ checkOn: 'không có ngày này' });
  });
});

describe('a change that somebody else was quicker with', () => {
  it('names the fields of both, and those that only the other changed', () => {
    const current = { ...before, name: 'Trạm chợ mới', lat: 20.46, simulated: true };
    const clashes = clashesOf(specs, before, { name: 'Trạm chợ cũ', simulated: true }, current);
    expect(clashes.map(({ spec, mine, theirs, both }) => [spec.name, mine, theirs, both])).toEqual([
      ['name', 'Trạm chợ cũ', 'Trạm chợ mới', true],
      ['lat', 20.45, 20.46, false],
    ]);
  });
});
