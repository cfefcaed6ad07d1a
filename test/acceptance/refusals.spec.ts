import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addPerson, startHub, type TestHub, type TestPerson } from '#hub/testkit';

/** What somebody reads who is refused: what is wrong, and what to do next, in the language of the page. */
let hub: TestHub;
let farmer: TestPerson;
let head: TestPerson;

beforeAll(async () => {
  hub = await startHub();
  farmer = await addPerson(hub, { grants: [{ role: 'farmer', scope: { kind: 'plot', id: 'thua-1' } }] });
  const grants = [{ role: 'village-head', scope: { kind: 'hamlet', id: 'dong' } as const }];
  head = await addPerson(hub, { hamlet: 'dong', grants });
}, 60_000);
afterAll(() => hub?.stop());

interface Asked {
  method?: string;
  body?: object;
  who?: () => Pick<TestPerson, 'credentials'>;
}
async function refused(language: string, path: string, { method = 'GET', body, who }: Asked) {
  const headers: Record<string, string> = { 'accept-language': language, ...who?.().credentials };
  if (body) headers['content-type'] = 'application/json';
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(`${hub.url}${path}`, init);
  const { error, message } = (await answer.json()) as { error: string; message: string };
  return { status: answer.status, error, message };
}

const admin = { credentials: {} as Record<string, string> };
beforeAll(async () => void (admin.credentials['cookie'] = await hub.cookie()));

const CASES: [what: string, path: string, asked: Asked, status: number, vi: RegExp, en: RegExp][] = [
  [
    'nobody is signed in',
    '/api/devices',
    {},
    401,
    /Hãy đăng nhập; .* xin trưởng thôn lời mời mới/,
    /^Sign in first\. .* new one$/,
  ],
  ['the documentation', '/api/docs-json', {}, 401, /Hãy đăng nhập/, /^Sign in first/],
  [
    'a wrong password',
    '/api/session',
    { method: 'POST', body: { login: 'nobody', password: 'x' } },
    401,
    /không đúng; gõ lại, hoặc xin quản trị liên kết/,
    /type them again, or ask an administrator for a reset link/,
  ],
  [
    'an invitation that is spent',
    '/api/invitation/look',
    { method: 'POST', body: { token: 'x' } },
    410,
    /đã dùng, đã thu hồi hoặc hết hạn; hãy xin lời mời mới/,
    /ask for a new one/,
  ],
  [
    'a set-up link of before',
    '/api/setup',
    { method: 'POST', body: { token: 'x', login: 'le-hanh', name: 'Hạnh', password: 'ruộng lúa chín vàng' } },
    403,
    /hãy dùng liên kết mới nhất/,
    /use the newest one/,
  ],
  [
    'what is not one’s own to do',
    '/api/people',
    { who: () => farmer },
    403,
    /không có quyền .* nhờ quản trị/,
    /ask an administrator/,
  ],
  [
    'what is not there',
    '/api/devices/nobody',
    { who: () => farmer },
    404,
    /Không có thiết bị "nobody": .* hãy xem lại danh sách/,
    /Look at the list again/,
  ],
  ['no address of the hub', '/api/nothing', { who: () => farmer }, 404, /xem lại địa chỉ/, /Look at the list again/],
  [
    'a login that is taken',
    '/api/people',
    { method: 'POST', who: () => admin, body: { name: 'x', login: 'admin' } },
    409,
    /hãy chọn tên khác/,
    /choose another/,
  ],
  [
    'an input that is not right',
    '/api/people',
    { method: 'POST', who: () => admin, body: { name: '' } },
    400,
    /name: không được để trống/,
    /look at it again: name$/,
  ],
  [
    'a page of another site',
    '/api/session',
    { method: 'POST', body: {}, who: () => ({ credentials: { origin: 'https://evil.example' } }) },
    403,
    /hãy mở trang của hub/,
    /open the hub’s own page/,
  ],
];

const VIETNAMESE = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

describe('a refusal', () => {
  it.each(CASES)('says what to do next in both languages: %s', async (_what, path, asked, status, vi, en) => {
    const inVietnamese = await refused('vi', path, asked);
    const inEnglish = await refused('en-GB,en;q=0.9,vi;q=0.1', path, asked);
    expect([inVietnamese.status, inEnglish.status]).toEqual([status, status]);
    // programs read the name, which is the same
    expect(inEnglish.error).toBe(inVietnamese.error);
    expect(inVietnamese.message).toMatch(vi);
    expect(inEnglish.message).toMatch(en);
    expect(inEnglish.message).not.toMatch(VIETNAMESE);
  });

  it('is in Vietnamese where nobody asks for a language', async () => {
    expect((await refused('*', '/api/devices', {})).message).toMatch(/^Hãy đăng nhập/);
    expect((await refused('fr', '/api/devices', {})).message).toMatch(/^Hãy đăng nhập/);
  });

  it('of a village head who invites whom he may not names who may', async () => {
    const grants = [{ role: 'water-turn-keeper', scope: { kind: 'block', id: 'khu-a' } }];
    const added = await hub.fetch('/api/people', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ name: 'Thủy nông', hamlet: 'dong', grants }),
    });
    const { id } = (await added.json()) as { id: string };
    const asked = { method: 'POST', who: () => head };
    const path = `/api/people/${id}/invitation`;
    expect((await refused('vi', path, asked)).message).toMatch(/chỉ mời hộ dân; .* nhờ quản trị mời/);
    expect((await refused('en', path, asked)).message).toMatch(/ask an administrator to invite/);
  });

  it('of whoever tried too often says how long to wait', async () => {
    const body = { login: 'some-name', password: 'x' };
    for (let i = 0; i < 6; i++) await refused('vi', '/api/session', { method: 'POST', body });
    expect(await refused('vi', '/api/session', { method: 'POST', body })).toMatchObject({
      ...{ status: 429, message: expect.stringMatching(/chờ \d+ giây rồi thử lại/) },
    });
    expect(await refused('en', '/api/session', { method: 'POST', body })).toMatchObject({
      ...{ status: 429, message: expect.stringMatching(/wait \d+ seconds, then try again/) },
    });
  });
});
