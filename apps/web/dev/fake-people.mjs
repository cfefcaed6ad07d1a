// People and sessions of the stand-in hub. Everybody's password is "mat khau thu"; khoa asks for the code 123456; after
// three wrong attempts the next waits 20 s. Invitations: /join#phone-phone-phone-1 and /join#password-password; an old
// one is any other. Set-up: --as setup, then /setup#setup-setup-setup-1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { roles } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../reference/roles.json'), 'utf8'));
const PASSWORD = 'mat khau thu';
const HOUR = 3_600_000;
const commune = { kind: 'commune', id: '*' };
const hamlet = { kind: 'hamlet', id: 'dong' };

const person = (id, name, role, scope, more = {}) => ({ id, kind: 'person', name, grants: [{ role, scope }], ...more });
const PEOPLE = [
  person('p-hanh', 'Lê Thị Hạnh', 'administrator', commune, { login: 'hanh' }),
  person('p-khoa', 'Nguyễn Đăng Khoa', 'operator', commune, { login: 'khoa', totp: true }),
  person('p-lam', 'Phạm Văn Lâm', 'security-officer', commune, { login: 'lam' }),
  person('p-tien', 'Ngô Tiến Dũng', 'installer', commune, { login: 'tien' }),
  person('p-man', 'Trần Thị Mận', 'village-head', hamlet, { hamlet: 'dong', phone: '0912 000 111' }),
  person('p-sau', 'Trần Văn Sáu', 'farmer', { kind: 'plot', id: 'go-ma' }, { hamlet: 'dong' }),
  person('p-nuoc', 'Vũ Văn Thủy', 'water-turn-keeper', { kind: 'block', id: 'dong-dinh' }),
  person('p-xem', 'Cấp tỉnh', 'province-viewer', commune, { login: 'tinh' }),
  { id: 'w-1', kind: 'wall', name: 'Phòng trực ban', grants: [{ role: 'wall', scope: commune }] },
];
const INVITATIONS = {
  'phone-phone-phone-1': { name: 'Trần Văn Sáu', purpose: 'phone', who: 'p-sau' },
  'password-password': { name: 'Nguyễn Đăng Khoa', purpose: 'password', login: 'khoa', who: 'p-khoa' },
};

/** Answers what it knows; undefined: not its business. `as`: who comes without a cookie, by id or first role. */
export function fakePeople({ as, now }) {
  let usual = as;
  let wrong = 0;
  let waitUntil = 0;
  let pairing;
  const started = Date.now();
  const walls = [{ id: 'w-1', kind: 'wall', name: 'Phòng trực ban', created: started - 90 * HOUR, lastSeen: started }];
  const totp = new Set(PEOPLE.filter((p) => p.totp).map((p) => p.id));
  let sessions = [
    { id: 's-1', kind: 'browser', label: 'Chrome, Windows', address: '192.168.1.20', ago: 0, current: true },
    { id: 's-2', kind: 'phone', label: 'Chrome, Android', address: '192.168.1.77', ago: 3 * HOUR },
    { id: 's-3', kind: 'browser', label: 'Cốc Cốc, Windows', address: '10.0.0.5', ago: 60 * HOUR },
  ];

  const find = (who) => PEOPLE.find((p) => p.id === who || p.grants[0].role === who);
  const granted = (p) =>
    p.grants.map(({ role, scope }) => ({ scope, permissions: roles.find((r) => r.id === role).permissions }));
  const meOf = (who, acting) => {
    const own = find(who);
    if (!own || (own.kind === 'wall' && !walls.some((w) => w.id === own.id)))
      return { state: 'stranger', setup: who === 'setup' };
    const p = acting ? find(acting) : own;
    return {
      ...{ state: 'signed-in', id: p.id, kind: p.kind, name: p.name, login: p.login, language: 'vi' },
      ...{ roles: p.grants, granted: granted(p), session: 's-1', totp: totp.has(p.id) },
      ...(acting && { actingBy: own.id }),
    };
  };
  const cookieOf = (request) => /(?:^|; )dev=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];

  return {
    become: (who) => (usual = who),
    may: (request) => meOf(cookieOf(request) ?? usual).state === 'signed-in',
    answer(request, path, body) {
      const who = cookieOf(request) ?? usual;
      const me = meOf(who, request.headers['x-acting-for']);
      const enter = (id) => ({ json: meOf(id), cookie: id });
      const no = (status, error, message, more) => ({ status, json: { error, message, ...more } });
      const tooMany = () => {
        if (Date.now() < waitUntil)
          return no(429, 'too-many-attempts', 'Đã thử nhiều lần', {
            retryAfterS: Math.ceil((waitUntil - Date.now()) / 1000),
          });
        if (++wrong % 3 === 0) waitUntil = Date.now() + 20_000;
        return no(401, 'wrong-credentials', 'Tên đăng nhập hoặc mật khẩu không đúng');
      };
      switch (`${request.method} ${path}`) {
        case 'GET /api/me':
          return { json: me };
        case 'PATCH /api/me':
        case 'PUT /api/me/totp':
          if (body.code && body.code !== '123456') return no(400, 'wrong-code', 'Mã không đúng');
          if (body.code) totp.add(me.id);
          return { status: 204 };
        case 'POST /api/session': {
          const p = PEOPLE.find((one) => one.login && one.login === body.login);
          if (Date.now() < waitUntil || !p || body.password !== PASSWORD) return tooMany();
          if (totp.has(p.id) && !body.code) return no(401, 'code-needed', 'Nhập mã');
          return totp.has(p.id) && body.code !== '123456' ? tooMany() : enter(p.id);
        }
        case 'DELETE /api/session':
          return { status: 204, cookie: 'stranger' };
        case 'POST /api/setup':
          return body.token === 'setup-setup-setup-1' ? enter('p-hanh') : no(403, 'wrong-token', 'Liên kết không đúng');
        case 'GET /api/me/sessions':
          return {
            json: {
              sessions: sessions.map(({ ago, ...s }) => ({ ...s, created: now() - ago, lastSeen: now() - ago })),
            },
          };
        case 'POST /api/me/password':
          return body.current === PASSWORD ? { status: 204 } : tooMany();
        case 'POST /api/me/totp':
          if (body.password !== PASSWORD) return tooMany();
          return {
            status: 201,
            json: {
              secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
              uri: 'otpauth://totp/xa:hanh?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=xa',
            },
          };
        case 'DELETE /api/me/totp':
          if (body.password !== PASSWORD) return tooMany();
          totp.delete(me.id);
          return { status: 204 };
        case 'POST /api/invitation/look':
        case 'POST /api/invitation/accept': {
          const invitation = INVITATIONS[body.token];
          if (!invitation) return no(410, 'invitation-spent', 'Lời mời đã dùng, đã thu hồi hoặc hết hạn');
          if (path.endsWith('accept')) return enter(invitation.who);
          return { json: { ...invitation, expires: now() + 72 * HOUR } };
        }
        case 'POST /api/walls/pairing':
          pairing = { code: String(Math.floor(Math.random() * 1e6)).padStart(6, '0'), poll: `poll-${Date.now()}` };
          return { json: { ...pairing, expires: now() + 10 * 60_000 } };
        case 'POST /api/walls/pairing/poll':
          if (!pairing || body.poll !== pairing.poll) return { json: { state: 'expired' } };
          return pairing.wall ? { json: { state: 'paired' }, cookie: pairing.wall } : { json: { state: 'waiting' } };
        case 'GET /api/walls':
          return {
            json: {
              walls,
              waiting:
                pairing && !pairing.wall
                  ? [{ code: pairing.code, label: 'Chromium, Linux', address: '192.168.1.9', since: now() }]
                  : [],
            },
          };
        case 'POST /api/walls': {
          if (!pairing || body.code.replace(/\D/g, '') !== pairing.code)
            return no(404, 'not-found', 'Không có màn hình nào');
          const id = `w-${Date.now()}`;
          walls.push({ id, kind: 'wall', name: body.name, created: Date.now(), lastSeen: Date.now() });
          PEOPLE.push({ id, kind: 'wall', name: body.name, grants: [{ role: 'wall', scope: commune }] });
          pairing.wall = id;
          return { status: 201, json: walls.at(-1) };
        }
        case 'GET /api/roles':
          return { json: { roles } };
      }
      const [, ended] = /^DELETE \/api\/me\/sessions\/(.+)$/.exec(`${request.method} ${path}`) ?? [];
      if (ended) sessions = sessions.filter((s) => s.id !== ended);
      const [, revoked] = /^DELETE \/api\/walls\/(.+)$/.exec(`${request.method} ${path}`) ?? [];
      if (revoked)
        walls.splice(
          walls.findIndex((w) => w.id === revoked),
          1,
        );
      return ended || revoked ? { status: 204 } : undefined;
    },
  };
}
