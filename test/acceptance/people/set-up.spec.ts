import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Me } from '#hub/contracts';
import { ROOT } from '#hub/service-kit';
import { ADMIN, cookiesOf, eventually, signIn, startHub, type TestHub } from '#hub/testkit';

const PASSWORD = 'ruộng lúa chín vàng';
/** An address of this machine that others reach it by. */
const OUTSIDE = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

const run = promisify(execFile);
let hub: TestHub | undefined;
afterEach(async () => {
  await hub?.stop();
  hub = undefined;
});

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const linkOf = (output: string) => /(http:\/\/127\.0\.0\.1:\d+\/setup)#([\w-]{43})/.exec(output);
const outside = (url: string) => url.replace('127.0.0.1', OUTSIDE!);

describe('a hub that nobody administers yet', () => {
  it('prints a link that works once, and answers its own machine alone until then', async () => {
    hub = await startHub({ env: { ADMIN_PASSWORD: '', HTTP_HOST: '0.0.0.0' } });
    const [, , token] = linkOf(hub.output())!;
    expect(await (await fetch(`${hub.url}/api/me`)).json()).toEqual({ state: 'stranger', setup: true });
    if (OUTSIDE) await expect(fetch(`${outside(hub.url)}/api/me`)).rejects.toThrow();

    const setup = `${hub.url}/api/setup`;
    const person = { login: 'hanh', name: 'Lê Thị Hạnh', password: PASSWORD };
    expect((await post(setup, { ...person, token: 'A'.repeat(43) })).status).toBe(403);
    for (const [password, says] of [
      ['ngắn', /ít nhất 12 ký tự/],
      ['matkhau123456', /quá dễ đoán/],
      ['hanhhanhhanhhanh', /quá dễ đoán/],
      ['0123456789012', /quá dễ đoán/],
    ] as const) {
      const answer = await post(setup, { ...person, token, password });
      expect([password, answer.status]).toEqual([password, 400]);
      expect(((await answer.json()) as { message: string }).message).toMatch(says);
    }
    const made = await post(setup, { ...person, token });
    expect([made.status, await made.json()]).toMatchObject([200, { state: 'signed-in', login: 'hanh' }]);
    const me = await fetch(`${hub.url}/api/me`, { headers: { cookie: cookiesOf(made) } });
    expect(((await me.json()) as Extract<Me, { state: 'signed-in' }>).granted[0]!.permissions).toContain(
      'people.write',
    );
    expect((await post(setup, { ...person, login: 'khac', token })).status).toBe(409);
    const audit = await fetch(`${hub.url}/api/audit`, { headers: { cookie: cookiesOf(made) } });
    const { entries } = (await audit.json()) as { entries: { action: string }[] };
    expect(entries.map(({ action }) => action)).toEqual(['session.open', 'password.set', 'person.add']);

    // the door moves by itself, and those who were inside stay
    if (OUTSIDE) {
      const { url } = hub;
      await eventually(
        'the hub to be reached from outside',
        async () => (await fetch(`${outside(url)}/api/me`)).status,
        (s) => s === 200,
      );
      expect((await fetch(`${outside(url)}/api/devices`)).status).toBe(401);
    }
    expect((await fetch(`${hub.url}/api/devices`, { headers: { cookie: cookiesOf(made) } })).status).toBe(200);
  });

  it('has another link after a restart, and none once somebody administers it', async () => {
    hub = await startHub({ env: { ADMIN_PASSWORD: '' } });
    const [, , first] = linkOf(hub.output())!;
    await hub.kill9();
    const before = hub.output().length;
    await hub.restart();
    const [, , second] = linkOf(hub.output().slice(before))!;
    expect(second).not.toBe(first);
    const person = { login: 'hanh', name: 'Lê Thị Hạnh', password: PASSWORD };
    expect((await post(`${hub.url}/api/setup`, { ...person, token: first })).status).toBe(403);
    expect((await post(`${hub.url}/api/setup`, { ...person, token: second })).status).toBe(200);
    await hub.kill9();
    const then = hub.output().length;
    await hub.restart();
    expect(linkOf(hub.output().slice(then))).toBeNull();
    await signIn(hub.url, { login: 'hanh', password: PASSWORD });
  });

  it('makes one administrator, whoever opens the link at the same time', async () => {
    hub = await startHub({ env: { ADMIN_PASSWORD: '' } });
    const [, , token] = linkOf(hub.output())!;
    const { url } = hub;
    const answers = await Promise.all(
      ['an', 'binh', 'chi', 'dung'].map((login) =>
        post(`${url}/api/setup`, { login, name: login, password: PASSWORD, token }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('takes ADMIN_PASSWORD at the first start alone, and keeps it out of its log and files', async () => {
    hub = await startHub();
    await hub.kill9();
    await hub.restart();
    await signIn(hub.url, ADMIN);
    const { people } = (await (await hub.fetch('/api/people')).json()) as { people: unknown[] };
    expect(people).toHaveLength(1);
    expect(hub.output()).not.toContain(ADMIN.password);
    expect(linkOf(hub.output())).toBeNull();
  });

  // in a container nobody is on the hub's own machine: what its address answers is what a published port reaches
  it('is set up from where its own address cannot be opened: by the command line, as docs/operations.md says', async () => {
    hub = await startHub({ env: { ADMIN_PASSWORD: '', HTTP_HOST: '0.0.0.0' } });
    const { url, dir } = hub;
    expect(hub.output()).toMatch(/person add <login>/);
    if (OUTSIDE) await expect(fetch(`${outside(url)}/api/me`)).rejects.toThrow();
    const reached = OUTSIDE ? outside(url) : url;
    const cli = async (...args: string[]) =>
      (await run(process.execPath, ['dist/apps/hub/src/cli.js', ...args], { cwd: ROOT, env: { DATA_DIR: dir } }))
        .stdout;
    const tokenOf = (said: string) => /\/join#([\w-]{43})/.exec(said)![1]!;

    const first = tokenOf(await cli('person', 'add', 'hanh', '--name', 'Lê Thị Hạnh'));
    await eventually(
      'the hub to be reached',
      async () => (await fetch(`${reached}/api/me`)).status,
      (status) => status === 200,
      5000,
    );
    const accept = (token: string, password: string) => post(`${reached}/api/invitation/accept`, { token, password });
    expect((await accept(first, PASSWORD)).status).toBe(200);
    const session = await signIn(reached, { login: 'hanh', password: PASSWORD });
    expect((await fetch(`${reached}/api/devices`, { headers: { cookie: session } })).status).toBe(200);

    const second = tokenOf(await cli('person', 'link', 'hanh'));
    expect((await accept(second, `${PASSWORD} hai`)).status).toBe(200);
    expect((await fetch(`${reached}/api/devices`, { headers: { cookie: session } })).status).toBe(401);
    await signIn(reached, { login: 'hanh', password: `${PASSWORD} hai` });
  });
});
