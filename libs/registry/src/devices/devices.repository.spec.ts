import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeviceDirectory } from '../directory.js';
import { T0 } from '../testing/builders.js';
import { tempRegistry, type TempRegistry, told } from '../testing/temp-registry.js';
import { newDeviceSchema } from './device.schema.js';

let temp: TempRegistry;
let devices: TempRegistry['registry']['devices'];
beforeEach(async () => {
  temp = await tempRegistry();
  devices = temp.registry.devices;
});
afterEach(() => temp.stop());

/** What the packet path knows of an account now. */
async function account(id: string) {
  const directory = new DeviceDirectory();
  await temp.registry.loadDirectory(directory);
  return directory.account(id);
}
const sha256 = (secret: string) => createHash('sha256').update(secret).digest('hex');
const canal = (id: string, rest: object = {}) => ({ id, profile: 'canal', ...rest });

describe('a new device', () => {
  it('needs an id and a profile, and gets the rest', async () => {
    const { device } = await devices.add(canal('cong-1'));
    const day = 24 * 3_600_000;
    expect(device).toEqual({
      ...{ id: 'cong-1', profile: 'canal', name: 'cong-1', commune: '00000' },
      ...{ state: 'installed', simulated: false, installedAt: T0 - day, version: 1 },
    });
    await temp.registry.communes.put({ code: '26734', name: 'Xã', province: 'Tỉnh', map: noMap });
    expect((await devices.add(canal('cong-2'))).device.commune).toBe('26734');
  });

  it('must say which commune where there are several', async () => {
    for (const code of ['26734', '00001'])
      await temp.registry.communes.put({ code, name: code, province: 'Tỉnh', map: noMap });
    expect(await told(devices.add(canal('cong-1')))).toBe(
      'invalid-input: Thông tin chưa đúng: commune: hub có nhiều xã, chọn một trong: 00001, 26734',
    );
    expect((await devices.add(canal('cong-1', { commune: '00001' }))).device.commune).toBe('00001');
  });

  it('is told a secret that opens its account, once', async () => {
    const { secret } = await devices.add(canal('cong-1'));
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(secret!, 'base64url')).toHaveLength(32);
    expect((await account('cong-1'))!.secretHashes).toEqual([sha256(secret!)]);
    expect((await devices.add(canal('cong-2'))).secret).not.toBe(secret);
  });

  it('behind a gateway has the commune of the gateway, and no secret', async () => {
    await temp.registry.gateways.add({ id: 'lorawan', codec: 'chirpstack', commune: '26734' });
    const added = await devices.add(canal('ruong-1', { gateway: 'lorawan', address: ' a84041 ' }));
    expect(added).not.toHaveProperty('secret');
    expect(added.device).toMatchObject({ commune: '26734', gateway: 'lorawan' });
    expect(await account('ruong-1')).toBeUndefined();
    expect(await told(devices.newSecret('ruong-1'))).toBe(
      'invalid-input: Thông tin chưa đúng: gateway: thiết bị gửi qua gateway "lorawan", không có mật khẩu riêng',
    );
  });

  it.each<[what: string, input: unknown, words: string]>([
    ['nothing', undefined, 'còn thiếu'],
    ['text', 'cong-1', 'phải là một đối tượng'],
    ['no id', { profile: 'canal' }, 'id: còn thiếu'],
    ['an id with accents', canal('cống'), 'id: chỉ gồm chữ không dấu, số, "-" và "_", dài 1–63 ký tự'],
    ['an id that is a topic', canal('a/b'), 'id: chỉ gồm chữ không dấu, số, "-" và "_", dài 1–63 ký tự'],
    ['an empty name', canal('a', { name: '  ' }), 'name: không được để trống'],
    ['a long name', canal('a', { name: 'x'.repeat(121) }), 'name: nhiều nhất 120 ký tự'],
    ['control characters', canal('a', { name: 'a\u0000b' }), 'name: có ký tự điều khiển'],
    ['a strange commune', canal('a', { commune: '123' }), 'commune: mã xã gồm đúng 5 chữ số'],
    ['a latitude of nowhere', canal('a', { lat: 91, lon: 1 }), 'lat: nhiều nhất 90'],
    ['a longitude as text', canal('a', { lat: 1, lon: '105' }), 'lon: phải là một số'],
    ['not a number', canal('a', { lat: NaN, lon: 1 }), 'lat: phải là một số'],
    ['half a position', canal('a', { lat: 20 }), 'lon: cần cả vĩ độ và kinh độ'],
    ['a fraction of a millisecond', canal('a', { installedAt: 1.5 }), 'installedAt: phải là một số nguyên'],
    [
      'an unknown state',
      canal('a', { state: 'broken' }),
      'state: chọn một trong: planned, installed, maintenance, calibrating, faulty, retired, replaced',
    ],
    ['a misspelt field', canal('a', { adress: 'x' }), 'không có mục "adress"'],
    ['an address of its own', canal('a', { address: 'x' }), 'address: chỉ dùng cho thiết bị gửi qua gateway'],
    ['an unknown gateway', canal('a', { gateway: 'g' }), 'gateway: chưa đăng ký gateway "g"'],
    [
      'several things',
      { id: 'a', profile: 'canal', lat: 'x', simulated: 1 },
      'lat: phải là một số; simulated: phải là true hoặc false',
    ],
  ])('is refused in words: %s', async (_what, input, words) => {
    expect(await told(devices.add(input))).toBe(`invalid-input: Thông tin chưa đúng: ${words}`);
    expect(await devices.list()).toEqual([]);
  });

  it('is told which profiles there are', async () => {
    expect(await told(devices.add({ id: 'a', profile: 'chirp' }))).toBe(
      'unknown-profile: Không có loại thiết bị "chirp". Các loại có sẵn: air, canal',
    );
  });

  it('cannot have an id that is somebody else’s', async () => {
    await devices.add(canal('cong-1'));
    await temp.registry.gateways.add({ id: 'box', codec: 'tasmota' });
    expect(await told(devices.add(canal('cong-1')))).toBe(
      'id-taken: Mã "cong-1" đã có thiết bị khác dùng; hãy đặt mã khác',
    );
    expect(await told(devices.add(canal('box')))).toBe('id-taken: Mã "box" đã có gateway khác dùng; hãy đặt mã khác');
    await devices.retire('cong-1');
    expect(await told(devices.add(canal('cong-1')))).toMatch(/^id-taken: Mã "cong-1" là của một thiết bị đã thu hồi/);
  });

  it('is described for the OpenAPI document, and validated there in the same words', async () => {
    const standard = newDeviceSchema['~standard'];
    const { issues } = await standard.validate({ profile: 'canal', lat: 'x' });
    expect(issues!.map(({ message, path }) => [path, message])).toEqual([
      [['id'], 'còn thiếu'],
      [['lat'], 'phải là một số'],
    ]);
    expect(await standard.validate(canal('a'))).toEqual({ value: canal('a') });
    expect(standard.jsonSchema!.input({ target: 'draft-2020-12' })).toMatchObject({
      required: ['id', 'profile'],
      additionalProperties: false,
      properties: { lat: { type: 'number', minimum: -90, maximum: 90 }, state: { enum: expect.any(Array) } },
    });
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await devices.add(canal('cong-1', { hamlet: 'Thôn Đông', lat: 20, lon: 105 }));
    await temp.registry.gateways.add({ id: 'box', codec: 'tasmota' });
  });

  it('leaves the rest alone, and takes away what is null', async () => {
    const changed = await devices.update('cong-1', { name: 'Cống Bắc', hamlet: null, lat: null, lon: null });
    const { hamlet: _h, lat: _lat, lon: _lon, ...rest } = await devices.get('cong-1');
    expect(rest).toEqual(changed);
    expect([_h, _lat, _lon, changed.name]).toEqual([undefined, undefined, undefined, 'Cống Bắc']);
    expect(await devices.update('cong-1', {})).toEqual(changed);
  });

  it.each<[what: string, patch: object, words: string]>([
    ['the id', { id: 'cong-2' }, 'invalid-input: Thông tin chưa đúng: id: mã không đổi được'],
    ['half the position', { lat: null }, 'invalid-input: Thông tin chưa đúng: lat: cần cả vĩ độ và kinh độ'],
    ['what must be there', { name: null }, 'invalid-input: Thông tin chưa đúng: name: còn thiếu'],
    [
      'to an unknown profile',
      { profile: 'x' },
      'unknown-profile: Không có loại thiết bị "x". Các loại có sẵn: air, canal',
    ],
    [
      'to an unknown gateway',
      { gateway: 'x' },
      'invalid-input: Thông tin chưa đúng: gateway: chưa đăng ký gateway "x"',
    ],
  ])('cannot be: %s', async (_what, patch, words) => {
    const before = await devices.get('cong-1');
    expect(await told(devices.update('cong-1', patch))).toBe(words);
    expect(await devices.get('cong-1')).toEqual(before);
  });

  it('of a device that is not there is refused', async () => {
    for (const call of [devices.update('x', {}), devices.retire('x'), devices.newSecret('x'), devices.get('x')])
      expect(await told(call)).toBe('not-found: Không có thiết bị "x"');
  });

  it('moves it behind a gateway, where its secret opens nothing, and back', async () => {
    await devices.update('cong-1', { gateway: 'box', address: 'plug' });
    expect(await account('cong-1')).toBeUndefined();
    const back = await devices.update('cong-1', { gateway: null });
    expect(back).not.toHaveProperty('address');
    expect((await account('cong-1'))!.secretHashes).toEqual([]);
    const secret = await devices.newSecret('cong-1');
    expect((await account('cong-1'))!.secretHashes).toEqual([sha256(secret)]);
  });
});

describe('an address at a gateway', () => {
  beforeEach(async () => {
    await temp.registry.gateways.add({ id: 'box', codec: 'tasmota' });
    await temp.registry.gateways.add({ id: 'other', codec: 'tasmota' });
    await devices.add(canal('bom-1', { gateway: 'box', address: 'ổ-cắm' }));
  });

  it('is one device’s', async () => {
    const again = { gateway: 'box', address: 'ổ-cắm'.normalize('NFD') };
    expect(await told(devices.add(canal('bom-2', again)))).toBe(
      'address-taken: Ở gateway "box", địa chỉ "ổ-cắm" đã là của thiết bị "bom-1"',
    );
    await devices.add(canal('bom-3', { ...again, gateway: 'other' }));
    expect(await told(devices.update('bom-3', { gateway: 'box' }))).toMatch(/^address-taken/);
    expect(await told(devices.update('bom-1', { name: 'Máy bơm' }))).toBe('yes');
  });

  it('is the id where none is given', async () => {
    await devices.add(canal('bom-2', { gateway: 'box' }));
    expect(await told(devices.add(canal('x', { gateway: 'box', address: 'bom-2' })))).toMatch(/^address-taken/);
  });

  it('of a retired device is free, until it comes back', async () => {
    await devices.retire('bom-1');
    await devices.add(canal('bom-2', { gateway: 'box', address: 'ổ-cắm' }));
    const directory = new DeviceDirectory();
    await temp.registry.loadDirectory(directory);
    expect(directory.deviceAt('box', 'ổ-cắm')?.id).toBe('bom-2');
    expect(directory.device('bom-1')?.state).toBe('retired');
    expect(await told(devices.update('bom-1', { state: 'installed' }))).toMatch(/^address-taken/);
  });

  it('at a native gateway may not be another’s id either', async () => {
    await temp.registry.gateways.add({ id: 'tram', codec: 'native' });
    await devices.add(canal('n-1', { gateway: 'tram', address: 'đầu-1' }));
    expect(await told(devices.add(canal('n-2', { gateway: 'tram', address: 'n-1' })))).toMatch(/^address-taken/);
  });
});

describe('a retired device', () => {
  it('is cut off at once, keeps its id and what is known of it, and may come back with a new secret', async () => {
    const { secret } = await devices.add(canal('cong-1'));
    await devices.retire('cong-1');
    expect(await account('cong-1')).toMatchObject({ secretHashes: [], device: { state: 'retired' } });
    expect((await devices.list()).map(({ id, state }) => [id, state])).toEqual([['cong-1', 'retired']]);
    expect(await told(devices.newSecret('cong-1'))).toMatch(/không còn dùng, hãy đưa trở lại sử dụng trước$/);
    await devices.update('cong-1', { state: 'installed' });
    expect((await account('cong-1'))!.secretHashes).toEqual([]);
    const fresh = await devices.newSecret('cong-1');
    expect((await account('cong-1'))!.secretHashes).toEqual([sha256(fresh)]);
    expect(fresh).not.toBe(secret);
  });
});

describe('a secret', () => {
  it('replaces those before at once, also while the clock of the machine is wrong', async () => {
    const { secret: first } = await devices.add(canal('cong-1'));
    const second = await devices.newSecret('cong-1');
    temp.clock.ms = 0;
    expect((await account('cong-1'))!.secretHashes).toEqual([sha256(second)]);
    expect(second).not.toBe(first);
  });

  it('may overlap with the one before, and with no other', async () => {
    await devices.add(canal('cong-1'));
    const second = await devices.newSecret('cong-1', { overlapMs: 1000 });
    const third = await devices.newSecret('cong-1', { overlapMs: 1000 });
    expect([...(await account('cong-1'))!.secretHashes].sort()).toEqual([sha256(second), sha256(third)].sort());
    await devices.retire('cong-1');
    expect((await account('cong-1'))!.secretHashes).toEqual([]);
  });
});

const noMap = { type: 'FeatureCollection', features: [] };
