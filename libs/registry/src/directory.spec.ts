import { describe, expect, it } from '@jest/globals';
import type { Device, Gateway } from '#hub/contracts';
import { DeviceDirectory } from './directory.js';
import { present } from './input/present.js';
import { profile } from './testing/builders.js';

function device(id: string, overrides: Partial<Device> = {}): Device {
  const rest = { commune: '26734', profile: 'canal', state: 'installed', name: id, simulated: false, installedAt: 0 };
  return { id, ...rest, ...overrides } as Device;
}
const box: Gateway = {
  ...{ id: 'box', commune: '26734', name: 'Hộp', codec: 'tasmota', simulated: false },
  topics: ['tele/#'],
};

function filled() {
  const directory = new DeviceDirectory();
  directory.replace({
    devices: [
      { device: device('own'), secretHashes: ['aa', 'bb'] },
      { device: device('gone', { state: 'retired' }), secretHashes: [] },
      { device: device('plug', { gateway: 'box', address: 'o-cam' }), secretHashes: [] },
      { device: device('named', { gateway: 'box' }), secretHashes: [] },
      { device: device('old', { gateway: 'box', address: 'o-cam', state: 'retired' }), secretHashes: [] },
    ],
    gateways: [{ gateway: box, secretHashes: ['cc'] }],
    profiles: [profile('canal')],
  });
  return directory;
}

describe('the device directory', () => {
  it('knows who may sign in: gateways, devices of their own, and retired ones with nothing that opens', () => {
    const directory = filled();
    expect(directory.account('own')).toEqual({
      ...{ id: 'own', commune: '26734', secretHashes: ['aa', 'bb'] },
      device: device('own'),
    });
    expect(directory.account('box')).toMatchObject({ secretHashes: ['cc'], gateway: box });
    expect(directory.account('gone')).toMatchObject({ secretHashes: [], device: { state: 'retired' } });
    expect([directory.account('plug'), directory.account('nobody')]).toEqual([undefined, undefined]);
    expect([...directory.gateways()].map(({ id }) => id)).toEqual(['box']);
  });

  it('finds a device by what its gateway calls it, and not one that is retired', () => {
    const directory = filled();
    expect(directory.deviceAt('box', 'o-cam')?.id).toBe('plug');
    expect(directory.deviceAt('box', 'named')?.id).toBe('named');
    expect([directory.deviceAt('box', 'plug'), directory.deviceAt('other', 'o-cam')]).toEqual([undefined, undefined]);
    expect(directory.device('old')?.state).toBe('retired');
  });

  it('knows where a device is by its words, and what its plot says', () => {
    const directory = filled();
    directory.replace({
      ...{ devices: [], gateways: [], profiles: [] },
      hamlets: [
        { id: 'dong', commune: '26734', name: 'Thôn Đông' },
        { id: 'dong-kia', commune: '11111', name: 'Thôn Đông' },
      ],
      plots: [{ id: 'thua-1', block: 'khu-a', hamlet: 'dong' }],
    });
    const placed = (its: Partial<Device>) => present(directory.placeOf(device('x', its)));
    expect(placed({ hamlet: 'Thôn Đông', cameraGroup: 'truong-hoc' })).toEqual({
      ...{ commune: '26734', hamlet: 'dong', cameraGroup: 'truong-hoc' },
    });
    expect(placed({ hamlet: 'Kênh Chính', block: 'khu-b' })).toEqual({ commune: '26734', block: 'khu-b' });
    expect(placed({ plot: 'thua-1' })).toEqual({ commune: '26734', plot: 'thua-1', block: 'khu-a', hamlet: 'dong' });
    expect(placed({ plot: 'thua-9' })).toEqual({ commune: '26734', plot: 'thua-9' });
  });

  it('knows which devices measure effluent, and says when that is another', () => {
    const directory = new DeviceDirectory();
    const devices = [{ device: device('cua-xa'), secretHashes: [] }];
    const put = (effluent: string[]) => directory.replace({ devices, gateways: [], profiles: [], effluent });
    put([]);
    let heard = 0;
    directory.onChange(() => heard++, 'things');
    put(['cua-xa']);
    put(['cua-xa']);
    expect([heard, directory.measuresEffluent('cua-xa'), directory.measuresEffluent('khac')]).toEqual([1, true, false]);
  });

  it('is replaced as a whole, and says so to whoever still listens', () => {
    const directory = filled();
    const heard: string[] = [];
    const stop = directory.onChange(() => heard.push(`one: ${[...directory.devices()].length}`));
    directory.onChange(() => heard.push('other'));
    directory.replace({ devices: [], gateways: [], profiles: [] });
    stop();
    directory.replace({ devices: [], gateways: [], profiles: [] });
    expect(heard).toEqual(['one: 0', 'other', 'other']);
    expect([directory.profile('canal'), directory.account('own'), directory.device('own')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps what is the same, and does not speak of secrets to those who have no use for them', () => {
    const directory = new DeviceDirectory();
    const heard: string[] = [];
    directory.onChange(() => heard.push('things'), 'things');
    directory.onChange(() => heard.push('anything'));
    const put = (secretHashes: string[], its: Partial<Device> = {}) =>
      directory.replace({ devices: [{ device: device('own', its), secretHashes }], gateways: [], profiles: [] });
    put(['a']);
    const before = directory.device('own');
    put(['b']);
    expect(directory.device('own')).toBe(before);
    expect(directory.account('own')?.secretHashes).toEqual(['b']);
    put(['b'], { state: 'maintenance' });
    expect(directory.device('own')).not.toBe(before);
    expect(heard).toEqual(['things', 'anything', 'anything', 'things', 'anything']);
  });
});
