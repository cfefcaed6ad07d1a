import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { addPerson, ADMIN, cookiesOf, eventually, signIn, startHub, type TestHub } from '#hub/testkit';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub?.stop());

const PASSWORD = 'một câu chỉ để thử';
const EVERYWHERE = { kind: 'commune', id: '*' } as const;
const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${hub.url}${path}`, {
    method: 'POST',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...headers },
  });
const tried = async (body: object, headers: Record<string, string> = {}) => {
  const answer = await post('/api/session', body, headers);
  const { error, message, retryAfterS } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, error, message, retryAfterS, cookies: answer.headers.getSetCookie() };
};

describe('signing in', () => {
  it('sets a cookie that no script reads and no other site sends', async () => {
    const { status, cookies } = await tried(ADMIN);
    expect(status).toBe(200);
    const session = cookies.find((line) => line.startsWith('hub_session='))!;
    expect(session).toMatch(/^hub_session=[\w-]{43}; /);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(session).toContain(attribute);
    // over plain HTTP it cannot be Secure; over HTTPS it is, and under the name that browsers guard
    expect(session).not.toContain('Secure');
    const secure = await tried(ADMIN, { 'x-forwarded-proto': 'https' });
    expect(secure.cookies.find((line) => line.startsWith('__Host-hub_session='))).toContain('Secure');
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
    const wrong = await tried({ login: 'admin', password: 'sai mật khẩu rồi' });
    const unknown = await tried({ login: 'nobody', password: 'sai mật khẩu rồi' });
    expect(wrong).toMatchObject({ status: 401, error: 'wrong-credentials' });
    expect({ ...unknown, cookies: [] }).toEqual({ ...wrong, cookies: [] });
    const { entries } = (await (await hub.fetch('/api/audit?action=session.refused')).json()) as {
      entries: { target?: string; by: string; address: string }[];
    };
    expect(entries.map(({ target, by, address }) => [target !== undefined, by, address])).toEqual([
      [false, 'stranger', '127.0.0.1'],
      [true, 'stranger', '127.0.0.1'],
    ]);
    // what was typed may be a password in the wrong field
    expect(JSON.stringify(entries)).not.toContain('nobody');
  });

  it('ends the session that the browser came with, and takes none that it was handed', async () => {
    const first = cookiesOf(await post('/api/session', ADMIN));
    const planted = `hub_session=${'B'.repeat(43)}`;
    const again = cookiesOf(await post('/api/session', ADMIN, { cookie: first }));
    const fixed = cookiesOf(await post('/api/session', ADMIN, { cookie: planted }));
    const statusOf = async (cookie: string) => (await fetch(`${hub.url}/api/devices`, { headers: { cookie } })).status;
    expect(await Promise.all([first, again, planted, fixed].map(statusOf))).toEqual([401, 200, 401, 200]);
  });

  it('wants no other site behind it', async () => {
    const answer = await post('/api/session', ADMIN, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect((await post('/api/session', ADMIN, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const form = await fetch(`${hub.url}/api/session`, { method: 'POST', body: new URLSearchParams({ ...ADMIN }) });
    expect(form.status).toBe(400);
  });

  it('slows guessing down, and leaves the owner at a browser that was here before alone', async () => {
    await addPerson(hub, { login: 'lan', grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const mine = await post('/api/session', { login: 'lan', password: PASSWORD });
    const device = cookiesOf(mine)
      .split('; ')
      .find((pair) => pair.startsWith('hub_device='))!;
    const guesses = [];
    for (let i = 0; i < 8; i++) guesses.push(await tried({ login: 'lan', password: `đoán lần thứ ${i}` }));
    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(guesses.at(-1)!.retryAfterS).toBeLessThanOrEqual(60);
    expect(guesses.at(-1)!.message).toMatch(/chờ \d+ giây/);
    // the right one is not even looked at, or guessing would go on behind the answer
    expect((await tried({ login: 'lan', password: PASSWORD })).status).toBe(429);
    expect((await tried({ login: 'lan', password: PASSWORD }, { cookie: device })).status).toBe(200);
    // somebody else’s cookie is worth nothing here
    const other = await tried({ login: 'lan', password: PASSWORD }, { cookie: 'hub_device=AAAA.BBBB' });
    expect(other.status).toBe(429);
  });
});

describe('a session', () => {
  it('is listed, ended from elsewhere within a second, and gone after signing out', async () => {
    const who = await addPerson(hub, { login: 'minh', grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const second = await signIn(hub.url, { login: 'minh', password: PASSWORD });
    const { sessions } = (await (await who.fetch('/api/me/sessions')).json()) as {
      sessions: { id: string; label: string; current: boolean }[];
    };
    // the invitation opened one, signing in two more
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(sessions.length).toBe(3);
    const askSecond = () => fetch(`${hub.url}/api/status`, { headers: { cookie: second } });
    expect((await askSecond()).status).toBe(200);
    for (const { id, current } of sessions)
      if (!current) expect((await who.send('DELETE', `/api/me/sessions/${id}`)).status).toBe(204);
    expect((await askSecond()).status).toBe(401);
    expect((await who.send('DELETE', '/api/session')).status).toBe(204);
    expect((await who.fetch('/api/status')).status).toBe(401);
  });

  it('is nobody else’s to see or end', async () => {
    const an = await addPerson(hub, { grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const binh = await addPerson(hub, { grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const { sessions } = (await (await an.fetch('/api/me/sessions')).json()) as { sessions: { id: string }[] };
    expect((await binh.send('DELETE', `/api/me/sessions/${sessions[0]!.id}`)).status).toBe(404);
    expect((await an.fetch('/api/status')).status).toBe(200);
  });

  it('ends when its person is disabled, and the person is let in no more', async () => {
    const who = await addPerson(hub, { login: 'tuan', grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const { version } = (await (await hub.fetch(`/api/people/${who.id}`)).json()) as { version: number };
    const patched = await hub.fetch(`/api/people/${who.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ disabled: true, version }),
    });
    expect(patched.status).toBe(200);
    expect((await who.fetch('/api/status')).status).toBe(401);
    expect((await tried({ login: 'tuan', password: PASSWORD })).status).toBe(401);
  });

  it('survives kill -9', async () => {
    const who = await addPerson(hub, { grants: [{ role: 'operator', scope: EVERYWHERE }] });
    await hub.kill9();
    await hub.restart();
    expect((await who.fetch('/api/status')).status).toBe(200);
  });
});

describe('a password', () => {
  it('is changed by its owner alone, and ends the other sessions', async () => {
    const who = await addPerson(hub, { login: 'hoa', grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const elsewhere = await signIn(hub.url, { login: 'hoa', password: PASSWORD });
    const change = (current: string, password: string) => who.send('POST', '/api/me/password', { current, password });
    expect((await change('không phải', 'một câu khác hẳn')).status).toBe(401);
    expect((await change(PASSWORD, 'ngắn quá')).status).toBe(400);
    expect((await change(PASSWORD, 'một câu khác hẳn')).status).toBe(204);
    expect((await who.fetch('/api/status')).status).toBe(200);
    expect((await fetch(`${hub.url}/api/status`, { headers: { cookie: elsewhere } })).status).toBe(401);
    expect((await tried({ login: 'hoa', password: 'một câu khác hẳn' })).status).toBe(200);
  });
});

describe('one-time codes', () => {
  it('are asked for once they are confirmed, and each works once', async () => {
    const who = await addPerson(hub, { login: 'son', grants: [{ role: 'operator', scope: EVERYWHERE }] });
    const begun = await who.send('POST', '/api/me/totp', { password: PASSWORD });
    const { secret, uri } = (await begun.json()) as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const credentials = { login: 'son', password: PASSWORD };
    // not in force before it is confirmed
    expect((await tried(credentials)).status).toBe(200);
    expect((await who.send('PUT', '/api/me/totp', { code: '000000' })).status).toBe(400);
    const code = totp.generate();
    expect((await who.send('PUT', '/api/me/totp', { code })).status).toBe(204);
    expect(await tried(credentials)).toMatchObject({ status: 401, error: 'code-needed' });
    expect(await tried({ ...credentials, code })).toMatchObject({ status: 401, error: 'wrong-credentials' });
    const next = totp.generate({ timestamp: Date.now() + 30_000 });
    expect((await tried({ ...credentials, code: next })).status).toBe(200);
    expect((await who.send('DELETE', '/api/me/totp', { password: PASSWORD })).status).toBe(204);
    expect((await tried(credentials)).status).toBe(200);
  });
});

describe('what is written down', () => {
  it('tells who did what, and who looked at whom; no secret is in it', async () => {
    const who = await addPerson(hub, {
      login: 'nga',
      name: 'Đỗ Thị Nga',
      grants: [{ role: 'operator', scope: EVERYWHERE }],
    });
    await hub.fetch(`/api/people/${who.id}`);
    const { entries } = await eventually(
      'the look',
      async () =>
        (await (await hub.fetch(`/api/audit?target=${who.id}`)).json()) as {
          entries: { action: string; by: string; byName?: string }[];
        },
      (answer) => answer.entries.some(({ action }) => action === 'person.read'),
    );
    expect(entries.map(({ action }) => action)).toEqual([
      ...['person.read', 'session.open', 'session.open', 'invitation.accept', 'invitation.issue', 'person.add'],
    ]);
    expect(entries[0]!.byName).toBe('Quản trị');
    const exported = await (await hub.fetch('/api/audit/export')).text();
    const lines = exported
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; hash: string; previous: string });
    lines.slice(1).forEach((line, i) => expect([line.seq, line.previous]).toEqual([i + 2, lines[i]!.hash]));
    for (const secret of [PASSWORD, ADMIN.password, 'Đỗ Thị Nga', 'hub_session'])
      expect(exported).not.toContain(secret);
    expect(await (await hub.fetch('/api/audit/chain')).json()).toMatchObject({ intact: true });
    for (const secret of [PASSWORD, ADMIN.password, 'Đỗ Thị Nga']) expect(hub.output()).not.toContain(secret);
  });
});
