import type { Grant } from '#hub/contracts';
import { cookiesOf, signIn, type TestHub } from '../hub/test-hub.js';

/** Somebody who is signed in. */
export interface TestPerson {
  id: string;
  /** Value of a Cookie header. */
  cookie: string;
  /** Headers that say who it is. */
  credentials: Record<string, string>;
  /** Asks REST as he or she; paths begin with "/". */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The same with a JSON body. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Of everybody who has one. */
export const PASSWORD = 'một câu chỉ để thử';
let people = 0;

/** Enters a person and lets him or her in: staff by a password, villagers by an invitation, as an administrator would. */
export async function addPerson(
  hub: TestHub,
  { grants, ...given }: { grants: Grant[]; name?: string; hamlet?: string; login?: string; phone?: string },
): Promise<TestPerson> {
  const staff = grants.some(({ role }) => !VILLAGERS.includes(role));
  const login = given.login ?? (staff ? `user-${++people}` : undefined);
  const { id } = await asked<{ id: string }>(
    hub.fetch('/api/people', json('POST', { name: 'Người thử', grants, ...given, ...(login && { login }) })),
  );
  const { token } = await asked<{ token: string }>(hub.fetch(`/api/people/${id}/invitation`, { method: 'POST' }));
  const accepted = await fetch(
    `${hub.url}/api/invitation/accept`,
    json('POST', { token, ...(login && { password: PASSWORD }) }),
  );
  if (!accepted.ok) throw new Error(`the invitation was not taken: ${accepted.status} ${await accepted.text()}`);
  const cookie = login ? await signIn(hub.url, { login, password: PASSWORD }) : cookiesOf(accepted);
  return person(hub, id, { cookie });
}

/** A wall display, paired by the code that it shows. */
export async function pairWall(hub: TestHub, name = 'Màn hình thử'): Promise<TestPerson> {
  const { code, poll } = await asked<{ code: string; poll: string }>(
    fetch(`${hub.url}/api/walls/pairing`, { method: 'POST' }),
  );
  const { id } = await asked<{ id: string }>(hub.fetch('/api/walls', json('POST', { code, name })));
  const paired = await fetch(`${hub.url}/api/walls/pairing/poll`, json('POST', { poll }));
  return person(hub, id, { cookie: cookiesOf(paired) });
}

/** A program with a token. */
export async function addProgram(hub: TestHub, name = 'Chương trình thử'): Promise<TestPerson> {
  const { program, token } = await asked<{ program: { id: string }; token: string }>(
    hub.fetch('/api/programs', json('POST', { name })),
  );
  return person(hub, program.id, { authorization: `Bearer ${token}` });
}

const VILLAGERS = ['village-head', 'water-turn-keeper', 'farmer', 'resident'];

function person(hub: TestHub, id: string, credentials: Record<string, string>): TestPerson {
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(credentials)) headers.set(name, value);
    return fetch(`${hub.url}${path}`, { ...init, headers });
  };
  return {
    id,
    cookie: credentials['cookie'] ?? '',
    credentials,
    fetch: ask,
    send: (method, path, body) => ask(path, json(method, body)),
  };
}

const json = (method: string, body?: unknown): RequestInit => ({
  method,
  ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
});

async function asked<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
