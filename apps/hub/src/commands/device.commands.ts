import { topics } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import { type Command, parse, UsageError } from './command.js';

const OPTIONS = ['profile', 'name', 'commune', 'hamlet', 'place', 'lat', 'lon', 'gateway', 'address'];

export const addDevice: Command = {
  takes:
    '<id> --profile <name> [--name …] [--hamlet …] [--place …] [--lat … --lon …] [--gateway … --address …] [--commune …]',
  does: 'đăng ký thiết bị, in mật khẩu một lần / registers a device, prints its secret once',
  async run(registry, args) {
    const { word: id, given } = parse(args, OPTIONS, 'id');
    const { profile, lat, lon, ...rest } = given;
    if (profile === undefined) throw new UsageError('Cần / needed: --profile <name>');
    const { device, secret } = await registry.devices.add({ id, profile, ...rest, ...degrees({ lat, lon }) });
    if (secret === undefined)
      return [`${device.id}: gửi qua gateway ${device.gateway} / speaks through gateway ${device.gateway}`];
    return [
      ...(await warnings(registry)),
      `username: ${device.id}`,
      `password: ${secret}`,
      `topic:    ${topics.telemetry(device.commune, device.id)}`,
      'Mật khẩu chỉ hiện lần này / shown this once.',
    ];
  },
};

export const listDevices: Command = {
  takes: '',
  does: 'mọi thiết bị / all devices',
  async run(registry, args) {
    parse(args, []);
    const devices = await registry.devices.list();
    return devices.map(({ id, profile, state, name }) => [id, profile, state, name].join('\t'));
  },
};

export const newDeviceSecret: Command = {
  takes: '<id>',
  does: 'mật khẩu mới, mật khẩu cũ hết hiệu lực / a new secret, the old ones open nothing any more',
  async run(registry, args) {
    const { word: id } = parse(args, [], 'id');
    return [`username: ${id}`, `password: ${await registry.devices.newSecret(id)}`];
  },
};

export const retireDevice: Command = {
  takes: '<id>',
  does: 'thu hồi thiết bị, giữ lịch sử / cuts it off, keeps its history',
  async run(registry, args) {
    const { word: id } = parse(args, [], 'id');
    await registry.devices.retire(id);
    return [`${id}: đã thu hồi / retired`];
  },
};

/** Topics carry the commune's code: whoever registers devices first types them in again later. */
async function warnings(registry: Registry): Promise<string[]> {
  if ((await registry.communes.list()).length > 0) return [];
  return ['Chưa khai báo xã, mã xã tạm là 00000; nên chạy "commune set" trước / no commune is set yet: set it first'];
}

function degrees(given: { lat: string | undefined; lon: string | undefined }): { lat?: number; lon?: number } {
  const read: { lat?: number; lon?: number } = {};
  for (const name of ['lat', 'lon'] as const) {
    const text = given[name];
    if (text === undefined) continue;
    const value = Number(text.replace(',', '.'));
    if (!Number.isFinite(value)) throw new UsageError(`--${name}: cần một số / a number`);
    read[name] = value;
  }
  return read;
}
