import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { profile } from '../testing/builders.js';
import { tempRegistry, type TempRegistry, told } from '../testing/temp-registry.js';

let temp: TempRegistry;
let profiles: TempRegistry['registry']['profiles'];
beforeEach(async () => {
  temp = await tempRegistry();
  profiles = temp.registry.profiles;
});
afterEach(() => temp.stop());

describe('a profile', () => {
  it('is added, changed and found by its id', async () => {
    const own = profile('do-man', { vi: 'Máy đo mặn', metrics: { salinity: { range: [0, 40], intervalMs: 1000 } } });
    expect(await profiles.put(own)).toEqual({ ...own, version: 1 });
    await profiles.put({ ...own, uploadIntervalMs: 3_600_000 });
    expect(await profiles.get('do-man')).toEqual({ ...own, uploadIntervalMs: 3_600_000, version: 2 });
    expect((await profiles.list()).map(({ id }) => id)).toEqual(['air', 'canal', 'do-man']);
  });

  it.each<[what: string, change: object, words: string]>([
    ['a metric that is not in the catalogue', { metrics: { muối: {} } }, 'metrics: không có mục "muối"'],
    [
      'a range that holds nothing',
      { metrics: { ph: { range: [14, 0] } } },
      'metrics.ph.range: số sau phải lớn hơn số trước',
    ],
    ['half a range', { metrics: { ph: { range: [0] } } }, 'metrics.ph.range: ít nhất 2 mục'],
    ['no interval', { intervalMs: undefined }, 'intervalMs: còn thiếu'],
    ['an interval of nothing', { intervalMs: 0 }, 'intervalMs: phải lớn hơn 0'],
    ['an unknown kind', { kind: 'kênh' }, 'kind: chọn một trong: air, weather, water, canal'],
  ])('is refused in words: %s', async (_what, change, words) => {
    expect(await told(profiles.put({ ...profile('x'), ...change }))).toContain(
      `invalid-input: Thông tin chưa đúng: ${words}`,
    );
    expect(await told(profiles.get('x'))).toBe('not-found: Không có loại thiết bị "x"');
  });

  it('stays while a device has it, a retired one included', async () => {
    await temp.registry.devices.add({ id: 'cong-1', profile: 'canal' });
    await temp.registry.devices.retire('cong-1');
    expect(await told(profiles.remove('canal'))).toBe(
      'in-use: Loại thiết bị "canal" đang được dùng bởi: thiết bị cong-1',
    );
    await profiles.remove('air');
    expect((await profiles.list()).map(({ id }) => id)).toEqual(['canal']);
    expect(await told(profiles.remove('air'))).toBe('not-found: Không có loại thiết bị "air"');
    expect(await told(temp.registry.devices.add({ id: 'a', profile: 'air' }))).toMatch(/^unknown-profile/);
  });
});
