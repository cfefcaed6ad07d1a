import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventually } from '#hub/testkit';
import { type Asker, HERE_MARK, PERSON_MARK, plant, type Planted, THERE_MARK } from './planted.js';
import { type Asking, type Description, requestsTo } from './requests.js';

/** Another one finds other things; this one finds the same ones each time. */
const SEED = 20_261_126;
/** Requests to each route. */
const EACH = { 'a stranger': 6, administrator: 12, others: 4 } as const;
const AT_ONCE = 6;

/** What an answer never says of the inside: stacks, files, statements, classes. */
const INSIDE =
  /\bat .+\.[jt]s:\d+|node_modules|\/dist\/|\/apps\/|\/libs\/|\.sqlite\b|SQLITE_|QueryFailedError|TypeError|RangeError|SyntaxError|(?<!UNION )\bSELECT\b.+\bFROM\b|INSERT INTO/;
/** Whether these sign their caller out. */
const SIGNS_OUT = /^DELETE \/api\/(session|me\/sessions)/;

/** Of the air anybody is told the names and places of stations, and nobody's name. */
const TOLD_TO_ALL = /^\/api\/air(\?|$)/;
const PLACE_MARKS = [HERE_MARK, THERE_MARK];

interface Answer {
  status: number;
  type: string;
  body: string;
}
const MARKS = [HERE_MARK, THERE_MARK, PERSON_MARK];
const agent = new Agent({ keepAlive: true });

let planted: Planted;
let description: Description;
beforeAll(async () => {
  planted = await plant();
  description = (await (await planted.hub.fetch('/api/docs-json')).json()) as Description;
}, 120_000);
afterAll(async () => {
  agent.destroy();
  await planted?.stop();
});

/** Routes that did as they were asked, and marks that were in answers, by who asked. */
const done = new Map<string, Set<string>>();
const heard = new Map<string, Set<string>>();
let asked = 0;
/** Each request comes from somewhere else, so that what lies behind the limits for an address is reached. */
const address = () => `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked++ & 255}`;

/** Just as it stands: `fetch` would put paths in order. */
function send({ method, path, headers, body }: Asking, who: Asker): Promise<Answer> {
  const { hostname, port } = new URL(planted.hub.url);
  const { credentials } = who.person ?? {};
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ hostname, port, path, method, agent },
        headers: {
          'x-forwarded-for': address(),
          ...headers,
          ...credentials,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            type: response.headers['content-type'] ?? '',
            body: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What is wrong with an answer; undefined: nothing. */
function faultOf({ status, type, body }: Answer, asking: Asking, { unheard }: Asker): string | undefined {
  if (status >= 500 && status !== 503) return `${status}`;
  if (INSIDE.test(body)) return 'tells of the inside';
  if (status >= 400) {
    if (!type.startsWith('application/json')) return `an error as ${type || 'nothing'}`;
    const { error, message } = JSON.parse(body) as { error?: unknown; message?: unknown };
    if (typeof error !== 'string' || typeof message !== 'string' || message === '') return 'an error without words';
  }
  const said = `${asking.path} ${asking.body ?? ''}`;
  const toAll = TOLD_TO_ALL.test(asking.path) ? PLACE_MARKS : [];
  const heard = unheard.find((mark) => body.includes(mark) && !said.includes(mark) && !toAll.includes(mark));
  if (heard) return `tells of another scope: ${heard}`;
  const secret = planted.secrets.find((one) => body.includes(one));
  return secret && 'tells a secret';
}

/** Of each route its own: else all of them are asked alike. */
const seedOf = (method: string, path: string) =>
  [...`${method} ${path}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, SEED);

const noteOf = (notes: Map<string, Set<string>>, { name }: Asker) =>
  notes.get(name) ?? notes.set(name, new Set()).get(name)!;

async function faultsOf(who: Asker, method: string, path: string): Promise<string[]> {
  if (who.person && !who.renew && SIGNS_OUT.test(`${method.toUpperCase()} ${path}`)) return [];
  const operation = description.paths[path]![method]!;
  const numRuns = EACH[who.name as keyof typeof EACH] ?? EACH.others;
  const asked = fc.sample(requestsTo(method, path, operation, planted.known), { seed: seedOf(method, path), numRuns });
  const faults = new Map<string, string>();
  const one = async (asking: Asking) => {
    const answer = await send(asking, who).catch((error: Error) => ({ status: 599, type: '', body: error.message }));
    if (answer.status < 300) noteOf(done, who).add(`${method} ${path}`);
    if (!TOLD_TO_ALL.test(asking.path))
      for (const mark of MARKS) if (answer.body.includes(mark)) noteOf(heard, who).add(mark);
    const fault = faultOf(answer, asking, who);
    const told = `${answer.status} ${answer.body.slice(0, 500)} <- ${JSON.stringify(asking).slice(0, 1500)}`;
    if (fault) faults.set(`${fault}: ${who.name}: ${method} ${path}`, told);
    if (answer.status === 401 && answer.body.includes('"signed-out"') && who.renew) who.person = await who.renew();
  };
  // whoever signed himself out in the middle would be a stranger for the rest
  if (SIGNS_OUT.test(`${method.toUpperCase()} ${path}`)) for (const asking of asked) await one(asking);
  else for (let i = 0; i < asked.length; i += AT_ONCE) await Promise.all(asked.slice(i, i + AT_ONCE).map(one));
  return [...faults].map(([what, example]) => `${what}: ${example}`);
}

describe('whatever is sent to the REST interface', () => {
  const names = [
    'a stranger',
    'security-officer',
    'installer',
    'village-head',
    'water-turn-keeper',
    'farmer',
    'resident',
  ];
  const all = [...names, 'province-viewer', 'operator', 'wall', 'program', 'administrator'];

  // before anything hostile is sent: an administrator's may well take away what was planted
  it('is held against what those of a hamlet do hear of it', async () => {
    for (const [name, path] of [
      ['security-officer', '/api/alerts'],
      ['installer', '/api/devices'],
      ['village-head', '/api/registry/site'],
      ['water-turn-keeper', '/api/registry/plot'],
      ['farmer', '/api/registry/plot'],
    ]) {
      const { person } = planted.askers.find((asker) => asker.name === name)!;
      const answer = await (await person!.fetch(path!)).text();
      expect([name, MARKS.filter((mark) => answer.includes(mark))]).toEqual([name, [HERE_MARK]]);
    }
  });

  it.each(all)(
    'by %s: no 500, nothing of the inside, errors in words, and nothing of another scope',
    async (name) => {
      const who = planted.askers.find((asker) => asker.name === name)!;
      const faults: string[] = [];
      for (const [path, methods] of Object.entries(description.paths))
        for (const method of Object.keys(methods)) faults.push(...(await faultsOf(who, method, path)));
      expect(faults.slice(0, 10)).toEqual([]);
      expect((await fetch(`${planted.hub.url}/api/health`)).status).toBe(200);
    },
    240_000,
  );

  it('reaches what lies behind the schemas', () => {
    const routes = Object.values(description.paths).flatMap((methods) => Object.keys(methods));
    expect(done.get('administrator')!.size).toBeGreaterThan(routes.length / 2);
    expect([...heard.get('administrator')!].sort()).toEqual([...MARKS].sort());
  });

  it('and what is no HTTP at all: the hub goes on', async () => {
    const { hostname, port } = new URL(planted.hub.url);
    const noise = fc.sample(
      fc.oneof(
        fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
        fc
          .constantFrom(
            ...[
              'GET',
              'GET / HTTP/9.9\r\n\r\n',
              'GET /api/health HTTP/1.1\r\n\r\n',
              'POST /api/session HTTP/1.1\r\nHost: a\r\n',
            ],
            ...[
              'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
            ],
            ...[
              `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
              `GET / HTTP/1.1\r\nHost: a\r\n${'x: y\r\n'.repeat(5000)}\r\n`,
            ],
            ...[
              'GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n',
              'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
              'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n',
            ],
            ...[
              'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n',
            ],
          )
          .map((text) => Buffer.from(text)),
      ),
      { seed: SEED, numRuns: 60 },
    );
    const heard: string[] = [];
    for (const bytes of noise)
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.end(bytes));
        socket.setTimeout(3000, () => socket.destroy());
        socket.on('data', (data) => heard.push(data.toString('latin1')));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    expect(heard.filter((answer) => INSIDE.test(answer) || / 50\d /.test(answer.slice(0, 20)))).toEqual([]);
    expect((await fetch(`${planted.hub.url}/api/health`)).status).toBe(200);
  });

  it('the hub’s log has no fault of its own in it, and nobody’s name, number or secret', async () => {
    const output = await eventually(
      'the log',
      () => planted.hub.output(),
      (text) => text.length > 0,
    );
    expect(
      output
        .split('\n')
        .filter((line) => INSIDE.test(line))
        .slice(0, 5),
    ).toEqual([]);
    for (const mark of planted.askers[1]!.unheard.slice(1)) expect(output).not.toContain(mark);
    for (const secret of planted.secrets) expect(output).not.toContain(secret);
  });
});
