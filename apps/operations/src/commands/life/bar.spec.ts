import { describe, expect, it } from '@jest/globals';
import type { Command, Device, Gateway, Interlock, LatestValue, Presence } from '#hub/contracts';
import { loadCommandPack } from '../pack/load-pack.js';
import { asked, MINUTE, T0 } from '../testing/builders.js';
import { type Circumstances, barOf } from './bar.js';
import { BARS } from './words.js';

const pack = loadCommandPack('default');
const kindOf = (name: string) => pack.commands.find((kind) => kind.name === name)!;
const pump = { id: 'bom-1', name: 'Bơm 1', state: 'installed' } as Device;
const gateway = (codec: Gateway['codec']) => ({ codec }) as Gateway;

const DRY: Interlock = {
  ...{ id: 'dry', commands: ['pump-start'], device: 'kenh-1', metric: 'water_level', is: 'below', limit: 0.65 },
  ...{ maxAgeMs: 15 * MINUTE, vi: 'Kênh cạn', en: 'The canal is low' },
};
const SALT: Interlock = {
  ...{ id: 'salt', commands: ['pump-start', 'gate-set'], device: 'man-1', metric: 'salinity', is: 'above', limit: 1 },
  ...{ maxAgeMs: 10 * MINUTE, vi: 'Nước mặn', en: 'The water is salty' },
};
const OTHER_OPEN: Interlock = {
  ...{ id: 'one-gate', commands: ['gate-set'], devices: ['cong-1'], when: { arg: 'opening', above: 0 } },
  ...{ device: 'cong-2', metric: 'gate_opening', is: 'above', limit: 0, maxAgeMs: 10 * MINUTE },
  ...{ vi: 'Cống kia đang mở', en: 'The other gate is open' },
};

const value = (v: number, ageMs = MINUTE, quality?: LatestValue['quality']): LatestValue => ({
  ...{ value: v, ts: T0 - ageMs, received: T0 - ageMs },
  ...(quality && { quality }),
});

function circumstances(
  values: Record<string, LatestValue> = {},
  { link = 'online', ...overrides }: Partial<Circumstances> & { link?: Presence['link'] } = {},
): Circumstances {
  return {
    known: {
      value: (device, metric) => values[`${device} ${metric}`],
      presence: () => ({ link }),
      nameOf: (device) => ({ 'kenh-1': 'kênh Giữa', 'man-1': 'cống Bến Mễ', 'cong-2': 'cống Trung' })[device] ?? device,
    },
    interlocks: [DRY, SALT, OTHER_OPEN],
    underWay: undefined,
    hub: undefined,
    now: T0,
    ...overrides,
  };
}
const FINE = { 'kenh-1 water_level': value(1.2), 'man-1 salinity': value(0.3), 'cong-2 gate_opening': value(0) };
const start = (around: Circumstances, device = pump, behind?: Gateway, byHand = false) =>
  barOf(kindOf('pump-start'), { device, name: 'pump-start', args: {}, byHand }, behind, around);
const gate = (opening: number, around: Circumstances, id = 'cong-1') =>
  barOf(
    kindOf('gate-set'),
    { device: { ...pump, id }, name: 'gate-set', args: { opening }, byHand: false },
    undefined,
    around,
  );

describe('a pump', () => {
  it('may start where nothing stands in the way', () => {
    expect(start(circumstances(FINE))).toBeUndefined();
  });

  it.each<[Record<string, LatestValue>, string]>([
    [{ 'kenh-1 water_level': value(0.62) }, 'Kênh cạn: mực nước ở kênh Giữa 0,62 m, thấp hơn 0,65 m'],
    [{ 'man-1 salinity': value(1.4) }, 'Nước mặn: độ mặn ở cống Bến Mễ 1,4 g/l, cao hơn 1,0 g/l'],
    [
      { 'kenh-1 water_level': value(1.2, 25 * MINUTE) },
      'Không kiểm tra được “kênh cạn”: mực nước ở kênh Giữa là của 25 phút trước, chỉ tin trong 15 phút',
    ],
    [
      { 'man-1 salinity': value(0.2, MINUTE, 'suspect') },
      'Không kiểm tra được “nước mặn”: độ mặn ở cống Bến Mễ không tin được lúc này',
    ],
  ])('not with %j', (values, words) => {
    expect(start(circumstances({ ...FINE, ...values }))?.vi).toBe(words);
  });

  it('not where nothing is known', () => {
    const { 'man-1 salinity': _, ...rest } = FINE;
    expect(start(circumstances(rest))).toEqual({
      reason: 'interlock-salt',
      vi: 'Không kiểm tra được “nước mặn”: chưa có độ mặn ở cống Bến Mễ',
      en: '“the water is salty” cannot be ruled out: no salinity is known at cống Bến Mễ',
    });
  });

  it('is not told when it cannot hear or nobody knows how it is', () => {
    const reasons = (['online', 'offline', 'never', 'silent'] as const).map(
      (link) => start(circumstances(FINE, { link }))?.reason,
    );
    expect(reasons).toEqual([undefined, 'offline', 'never-heard', 'silent']);
    expect(start(circumstances(FINE), pump, gateway('tasmota'))?.reason).toBe('no-way');
    expect(start(circumstances(FINE), pump, gateway('native'))).toBeUndefined();
    // a person walks there
    expect(start(circumstances(FINE, { link: 'offline' }), pump, undefined, true)).toBeUndefined();
  });

  it('is stopped whatever else is the matter, as long as it hears', () => {
    const stop = (around: Circumstances, device: Device) =>
      barOf(kindOf('pump-stop'), { device, name: 'pump-stop', args: {}, byHand: false }, undefined, around);
    const underWay = { state: 'sent' } as Command;
    const device = { ...pump, state: 'maintenance' } as Device;
    expect(stop(circumstances({}, { link: 'silent', underWay }), device)).toBeUndefined();
    expect(stop(circumstances({}, { link: 'offline' }), device)?.reason).toBe('offline');
  });

  it.each([
    ['maintenance', 'maintenance'],
    ['faulty', 'faulty'],
    ['planned', 'retired'],
    ['retired', 'retired'],
    ['calibrating', undefined],
  ] as const)('in state %s: %s', (state, reason) => {
    expect(start(circumstances(FINE), { ...pump, state })?.reason).toBe(reason);
  });

  it('waits for another command, and for the hub itself', () => {
    const underWay: Command = { ...asked(), state: 'sent', updatedAt: T0 };
    expect(start(circumstances(FINE, { underWay }))?.vi).toBe('Thiết bị này đang có lệnh chưa xong');
    expect(start(circumstances(FINE, { hub: BARS.clock }))?.reason).toBe('clock');
  });
});

describe('a gate', () => {
  const around = circumstances({ ...FINE, 'cong-2 gate_opening': value(30) });
  it('does not open while another one is', () => {
    expect(gate(40, around)?.vi).toBe('Cống kia đang mở: độ mở cửa cống ở cống Trung 30 %, cao hơn 0 %');
  });
  it('may be shut, and others are not guarded', () => {
    expect(gate(0, around)).toBeUndefined();
    expect(gate(40, around, 'cong-3')).toBeUndefined();
  });
});
