import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CODECS } from '#hub/contracts';
import { DeviceDirectory } from '../directory.js';
import { FIELD_MAP } from '../testing/builders.js';
import { tempRegistry, type TempRegistry, told } from '../testing/temp-registry.js';

let temp: TempRegistry;
let gateways: TempRegistry['registry']['gateways'];
beforeEach(async () => {
  temp = await tempRegistry();
  gateways = temp.registry.gateways;
});
afterEach(() => temp.stop());

async function account(id: string) {
  const directory = new DeviceDirectory();
  await temp.registry.loadDirectory(directory);
  return directory.account(id);
}
const sha256 = (secret: string) => createHash('sha256').update(secret).digest('hex');

describe('a new gateway', () => {
  it.each(CODECS.filter((codec) => codec !== 'generic'))('of codec %s has topics by itself', async (codec) => {
    const { gateway, secret } = await gateways.add({ id: 'box', codec });
    expect(gateway.topics.length).toBeGreaterThan(0);
    expect(await gateways.list()).toEqual([gateway]);
    expect((await account('box'))!.secretHashes).toEqual([sha256(secret)]);
  });

  it.each<[what: string, input: object, words: string]>([
    ['generic without topics', { codec: 'generic' }, 'topics: codec generic cần khai chủ đề MQTT'],
    ['no topics', { codec: 'frigate', topics: [] }, 'topics: ít nhất 1 mục'],
    ['an unknown codec', { codec: 'zwave' }, `codec: chọn một trong: ${CODECS.join(', ')}`],
    ['not a filter', { codec: 'tasmota', topics: ['tele/#', 'a/#/b'] }, 'topics.1: không phải bộ lọc chủ đề MQTT'],
    ['the broker’s own topics', { codec: 'generic', topics: ['$SYS/#'] }, 'topics.0: không phải bộ lọc chủ đề MQTT'],
    ['everything', { codec: 'generic', topics: ['#'] }, 'topics.0: mở cả chủ đề riêng của thiết bị khác'],
    [
      'native topics',
      { codec: 'generic', topics: ['+/+/devices/#'] },
      'topics.0: mở cả chủ đề riêng của thiết bị khác',
    ],
    [
      'others for a native one',
      { codec: 'native', topics: ['box/#'] },
      'topics.0: phải nằm trong communes/+/devices/+',
    ],
    ['a map that nobody reads', { codec: 'frigate', fieldMap: FIELD_MAP }, 'fieldMap: chỉ dùng cho codec generic'],
    [
      'a map of unknown things',
      { codec: 'generic', topics: ['a'], fieldMap: { fields: [{ metric: 'pH', path: '' }] } },
      'fieldMap.fields.0.metric: chọn một trong: pm1, pm25',
    ],
  ])('is refused in words: %s', async (_what, input, words) => {
    expect(await told(gateways.add({ id: 'box', ...input }))).toContain(`invalid-input: Thông tin chưa đúng: ${words}`);
    expect(await gateways.list()).toEqual([]);
  });

  it('cannot have an id that is somebody else’s', async () => {
    await temp.registry.devices.add({ id: 'cong-1', profile: 'canal' });
    await temp.registry.devices.retire('cong-1');
    await gateways.add({ id: 'box', codec: 'onvif' });
    expect(await told(gateways.add({ id: 'cong-1', codec: 'onvif' }))).toMatch(/^id-taken: .*thiết bị đã thu hồi/);
    expect(await told(gateways.add({ id: 'box', codec: 'onvif' }))).toBe(
      'id-taken: Mã "box" đã có gateway khác dùng; hãy đặt mã khác',
    );
  });
});

describe('a gateway', () => {
  it('changes, and another codec brings its own topics', async () => {
    await gateways.add({ id: 'box', codec: 'tasmota', topics: ['vuon/tele/#'] });
    expect((await gateways.update('box', { name: 'Trạm bơm' })).topics).toEqual(['vuon/tele/#']);
    expect((await gateways.update('box', { codec: 'frigate' })).topics).toEqual(['frigate/#']);
    expect(await told(gateways.update('box', { codec: 'generic' }))).toMatch(/topics: codec generic cần khai/);
    const generic = await gateways.update('box', { codec: 'generic', topics: ['logger/#'], fieldMap: FIELD_MAP });
    expect(await gateways.get('box')).toEqual(generic);
    expect(generic).toMatchObject({ name: 'Trạm bơm', topics: ['logger/#'], fieldMap: FIELD_MAP });
    expect(await told(gateways.update('box', { id: 'b' }))).toMatch(/id: mã không đổi được$/);
  });

  it('is not removed under devices in use, and takes its secret along', async () => {
    await gateways.add({ id: 'box', codec: 'tasmota' });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      await temp.registry.devices.add({ id, profile: 'canal', gateway: 'box' });
    await temp.registry.devices.retire('a');
    expect(await told(gateways.remove('box'))).toBe(
      'in-use: Gateway "box" đang được dùng bởi: thiết bị b, c, d, e, f và 1 mục khác',
    );
    for (const id of ['b', 'c', 'd', 'e', 'f', 'g']) await temp.registry.devices.retire(id);
    await gateways.remove('box');
    expect(await account('box')).toBeUndefined();
    expect(await told(gateways.get('box'))).toBe('not-found: Không có gateway "box"');
    for (const call of [gateways.remove('box'), gateways.update('box', {}), gateways.newSecret('box')])
      expect(await told(call)).toBe('not-found: Không có gateway "box"');
    // a device that was under it cannot come back before it has another
    expect(await told(temp.registry.devices.update('a', { state: 'installed' }))).toMatch(
      /chưa đăng ký gateway "box"$/,
    );
  });

  it('gets a new secret', async () => {
    await gateways.add({ id: 'box', codec: 'tasmota' });
    const secret = await gateways.newSecret('box');
    expect((await account('box'))!.secretHashes).toEqual([sha256(secret)]);
  });

  it('of native devices speaks for those registered under it and for nobody else', async () => {
    const topics = ['communes/+/devices/+/telemetry', 'communes/+/devices/+/status'];
    await gateways.add({ id: 'tram', codec: 'native', topics });
    await temp.registry.devices.add({ id: 'other', profile: 'canal', commune: '26734' });
    expect((await account('tram'))!.gateway!.topics).toEqual([]);
    for (const id of ['n-1', 'n-2', 'n-3'])
      await temp.registry.devices.add({ id, profile: 'canal', commune: '26734', gateway: 'tram' });
    await temp.registry.devices.retire('n-3');
    expect([...(await account('tram'))!.gateway!.topics].sort()).toEqual([
      'communes/26734/devices/n-1/status',
      'communes/26734/devices/n-1/telemetry',
      'communes/26734/devices/n-2/status',
      'communes/26734/devices/n-2/telemetry',
    ]);
    expect((await gateways.get('tram')).topics).toEqual(topics);
  });
});
