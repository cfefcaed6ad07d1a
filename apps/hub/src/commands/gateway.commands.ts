import { type Command, parse, UsageError } from './command.js';

export const addGateway: Command = {
  takes: '<id> --codec <name> [--name …] [--topics a,b] [--commune …]',
  does: 'đăng ký gateway, in mật khẩu một lần / registers a gateway, prints its secret once',
  async run(registry, args) {
    const { word: id, given } = parse(args, ['codec', 'name', 'topics', 'commune'], 'id');
    const { codec, topics, ...rest } = given;
    if (codec === undefined) throw new UsageError('Cần / needed: --codec <name>');
    const added = await registry.gateways.add({ id, codec, ...rest, ...(topics && { topics: topics.split(',') }) });
    const { gateway, secret } = added;
    return [
      `username: ${gateway.id}`,
      `password: ${secret}`,
      `topics:   ${gateway.topics.join(', ')}`,
      'Mật khẩu chỉ hiện lần này / shown this once.',
    ];
  },
};

export const listGateways: Command = {
  takes: '',
  does: 'mọi gateway / all gateways',
  async run(registry, args) {
    parse(args, []);
    const gateways = await registry.gateways.list();
    return gateways.map(({ id, codec, name }) => [id, codec, name].join('\t'));
  },
};

export const newGatewaySecret: Command = {
  takes: '<id>',
  does: 'mật khẩu mới, mật khẩu cũ hết hiệu lực / a new secret, the old ones open nothing any more',
  async run(registry, args) {
    const { word: id } = parse(args, [], 'id');
    return [`username: ${id}`, `password: ${await registry.gateways.newSecret(id)}`];
  },
};

export const removeGateway: Command = {
  takes: '<id>',
  does: 'bỏ gateway không còn thiết bị nào / removes a gateway without devices',
  async run(registry, args) {
    const { word: id } = parse(args, [], 'id');
    await registry.gateways.remove(id);
    return [`${id}: đã bỏ / removed`];
  },
};
