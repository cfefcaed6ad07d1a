import { ANY_COMMUNE, type Grant, type ScopeKind } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import { type Command, parse, UsageError } from './command.js';

const LINK_MS = 24 * 3_600_000;

export const addPerson: Command = {
  takes: '<login> --name … [--role administrator] [--scope commune|hamlet:<id>|camera-group:<name>]',
  does: 'thêm người dùng, in liên kết đặt mật khẩu một lần / adds somebody, prints a one-time link that sets the password',
  async run(registry, args) {
    const { word: login, given } = parse(args, ['name', 'role', 'scope'], 'login');
    const { name = login, role = 'administrator', scope = 'commune' } = given;
    const person = await registry.people.add({ login, name, grants: [{ role, scope: scopeOf(scope) }] });
    return linkFor(registry, person.id);
  },
};

export const listPeople: Command = {
  takes: '',
  does: 'mọi người dùng có tên đăng nhập / everybody with a login',
  async run(registry, args) {
    parse(args, []);
    const { people } = await registry.people.find({ limit: 1000 });
    return people
      .filter(({ login }) => login !== undefined)
      .map(({ login, grants, disabled }) =>
        [login, grants.map(({ role }) => role).join(','), disabled ? 'đã khóa / disabled' : ''].join('\t').trim(),
      );
  },
};

export const linkPerson: Command = {
  takes: '<login>',
  does: 'liên kết đặt lại mật khẩu, dùng một lần / a one-time link that sets a new password',
  async run(registry, args) {
    const { word: login } = parse(args, [], 'login');
    const found = await registry.waysIn.byLogin(login);
    if (!found) throw new UsageError(`Không có người dùng / no such person: ${login}`);
    return linkFor(registry, found.id);
  },
};

export const verifyAudit: Command = {
  takes: '',
  does: 'tính lại chuỗi nhật ký / computes the audit log’s chain again',
  async run(registry, args) {
    parse(args, []);
    const verdict = await registry.audit.verify();
    if (!verdict.intact)
      throw new UsageError(`Nhật ký bị sửa từ dòng ${verdict.brokenAt} / was changed from line ${verdict.brokenAt} on`);
    return [`Nguyên vẹn / intact: ${verdict.entries} dòng / lines`, `head: ${verdict.head}`];
  },
};

function scopeOf(text: string): Grant['scope'] {
  const [kind = '', ...id] = text.split(':');
  return { kind: kind as ScopeKind, id: id.join(':') || ANY_COMMUNE };
}

async function linkFor(registry: Registry, id: string): Promise<string[]> {
  const { token } = await registry.waysIn.invite(id, 'password', LINK_MS);
  return [
    'Mở một lần trong 24 giờ, sau địa chỉ của hub / open once within 24 hours, behind the hub’s address:',
    `/join#${token}`,
  ];
}
