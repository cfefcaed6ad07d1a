import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { Secret, TOTP } from 'otpauth';
import { THING_KINDS } from '#hub/contracts';
import { addPerson, anMp3, eventually, type TestPerson } from '#hub/testkit';
import { PUMP } from '../commands/works.js';
import { rectangle } from '../registry/commune.js';
import { BusyCommune, MARK, PASSWORD, PHONE } from './busy-commune.js';

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as object;
const ROUTES = Object.keys(read('routes.json'));
/** What each route leaves in the audit log when it does what it is there for; written out, as the routes are. */
const AUDITED = read('audited.json') as Record<string, string>;
/** Changes nothing that lasts, or is looked at where it can be called. */
const ELSEWHERE: Record<string, string> = {
  'POST /api/ingest/{account}': 'measurements of a box, which have a log of their own',
  'POST /api/rules/{id}/try': 'a look at the past, without names',
  'POST /api/push/receipts': 'what a phone says of a notice, which has a log of its own',
  'POST /api/calls/{token}': 'what a provider says of a call, which has a log of its own',
  'POST /api/loudspeakers/{token}': 'what loudspeakers say of a message, which has a log of its own',
  'POST /api/walls/pairing': 'a code in memory, until somebody types it in',
  'POST /api/setup': 'the first administrator: test/acceptance/people/set-up.spec.ts',
};
/** Who is on duty is told to whoever is told of the alert, and who wrote what is said to all: each look would bury all others. */
const ON_DUTY = [
  ...['GET /api/alerts', 'GET /api/alerts/{id}', 'POST /api/alerts/{id}/acknowledge'],
  ...['GET /api/incidents', 'GET /api/incidents/{id}', 'GET /api/handovers'],
  ...['GET /api/broadcasts', 'GET /api/broadcasts/{id}', 'GET /api/broadcast-templates'],
  'GET /api/drills',
  ...['GET /api/incidents/{id}/notices', 'GET /api/roster', 'GET /api/roster/now'],
  'GET /api/out-of-service',
];
/** Shows whom a task may be given to, too: looked at a moment before, and a look is written down once an hour. */
const LOOKED_AT_BEFORE = 'GET /api/incidents/{id}/assignees';

interface Entry {
  seq: number;
  by: string;
  action: string;
}
interface Said {
  status: number;
  text: string;
  by: string;
}
type Call = () => Promise<Said>;

let commune: BusyCommune;
/** Signs itself in and out, and has nothing to lose. */
let clerk: TestPerson & { login: string };
let keptTotp = '';
let log: InstanceType<typeof Database>;

/** What the log has after that line, as it stands on the disk: asking the hub for it would be written down, too. */
const since = (seq: number): Entry[] =>
  log.prepare('SELECT seq, by_whom AS "by", action FROM audit WHERE seq > ? ORDER BY seq').all(seq) as Entry[];
const last = (): number => since(0).at(-1)?.seq ?? 0;

const as = async (
  who: Pick<TestPerson, 'id' | 'send'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Said> => {
  const answer = await who.send(method, path, body);
  return { status: answer.status, text: await answer.text(), by: who.id };
};
const doer = (method: string, path: string, body?: unknown) => as(commune.doer, method, path, body);
const stranger = async (path: string, body: unknown, by: string): Promise<Said> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${commune.hub.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, text: await answer.text(), by };
};

const id = (step: string) => commune.ids[step]!;
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();
/** Of a push service that is not reached from here. */
const BROWSER = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/nobody',
  keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
};
const MAP = { type: 'FeatureCollection', features: [] };
const NEW: Record<string, object> = {
  hamlet: { name: 'Thôn mới' },
  block: { name: 'Khu mới' },
  site: { name: 'Điểm mới', lat: 21, lon: 106 },
  structure: { name: 'Cống mới', type: 'gate', lat: 21, lon: 106 },
  'camera-group': { name: 'Nhóm mới' },
  source: { name: 'Lò bún 2' },
  'smoke-source': { name: 'Lò gạch 2' },
  plot: { area: rectangle(500) },
};

/** Each does what its route is for. In an order in which what one needs is there, and what one takes away nobody needs. */
const CHANGES: Record<string, Call> = {
  'PUT /api/commune': () => doer('PUT', '/api/commune', { code: '10807', name: 'Xã', province: 'Tỉnh', map: MAP }),
  'POST /api/incidents/{id}/comment': () =>
    doer('POST', `/api/incidents/${id('incidents')}/comment`, { note: 'khói bếp' }),
  'POST /api/incidents/{id}/assign': () =>
    doer('POST', `/api/incidents/${id('incidents')}/assign`, { to: commune.doer.id }),
  'POST /api/incidents/{id}/shelve': () => {
    const about = { until: Date.now() + 3_600_000, reason: 'đang sửa' };
    return doer('POST', `/api/incidents/${id('incidents')}/shelve`, about);
  },
  'POST /api/incidents/{id}/unshelve': () => doer('POST', `/api/incidents/${id('incidents')}/unshelve`, {}),
  'POST /api/alerts/{id}/acknowledge': () => doer('POST', `/api/alerts/${id('alerts')}/acknowledge`, {}),
  'POST /api/incidents/{id}/resolve': async () => {
    await commune.dust(20);
    return doer('POST', `/api/incidents/${id('incidents')}/resolve`, {});
  },
  'POST /api/incidents/{id}/acknowledge': async () => {
    await commune.dust(190);
    return doer('POST', `/api/incidents/${id('incidents')}/acknowledge`, {});
  },
  'POST /api/incidents/{id}/false': () => doer('POST', `/api/incidents/${id('incidents')}/false`, { cause: 'cooking' }),
  'POST /api/incidents/{id}/smoke-source': () =>
    doer('POST', '/api/incidents/fire:dong:1/smoke-source', { name: 'Lò gạch', type: 'brick-kiln', lat: 21, lon: 106 }),
  'POST /api/farm/answers': () => {
    const about = { key: 'audit-farm-1', plot: id('plot'), deed: { did: 'irrigated', hours: 2 }, at: Date.now() };
    return doer('POST', '/api/farm/answers', about);
  },
  'POST /api/farm/blocks/{block}/turns': () => {
    const day = Math.floor((Date.now() + 25_200_000) / 86_400_000) * 86_400_000 - 25_200_000;
    return doer('POST', `/api/farm/blocks/${id('block')}/turns`, { key: 'audit-turn-1', day, version: 0, order: [] });
  },
  ...Object.fromEntries(
    THING_KINDS.flatMap((kind): [string, Call][] => [
      [
        `POST /api/registry/${kind}`,
        () => doer('POST', `/api/registry/${kind}`, { ...commune.things[kind], id: `${kind}-2`, ...NEW[kind] }),
      ],
      [
        `PATCH /api/registry/${kind}/{id}`,
        () => doer('PATCH', `/api/registry/${kind}/${id(kind)}`, { version: 1, ...commune.changes[kind] }),
      ],
    ]),
  ),
  'POST /api/sources/{id}/records': () => {
    const deed = { did: 'sampled', values: [{ parameter: 'cod', value: 90 }] };
    return doer('POST', `/api/sources/${id('source')}/records`, { key: 'audit-source-1', deed, at: Date.now() });
  },
  'POST /api/sources/{id}/photos': () => {
    const pictures = join('firmware-sim', 'pictures');
    const photo = readFileSync(join(pictures, readdirSync(pictures).find((name) => name.endsWith('.jpg'))!), 'base64');
    return doer('POST', `/api/sources/${id('source')}/photos`, { photo });
  },
  'PUT /api/water-standards/{id}/{column}': () => {
    const about = { version: 0, source: 'Thông tư 06/2025, bảng 1', limits: { cod: { max: 100 } } };
    return doer('PUT', '/api/water-standards/QCVN40:2025/A', about);
  },
  'PUT /api/registry/plot/{id}/own-name': () => doer('PUT', '/api/registry/plot/plot-1/own-name', { ownName: 'Rộc' }),
  'POST /api/registry/{kind}/import': async () => {
    const headers = { 'content-type': 'text/csv' };
    const csv = (await (await commune.doer.fetch('/api/registry/site/export?format=csv')).text()).replace(
      'Điểm',
      'Chỗ',
    );
    const answer = await commune.doer.fetch('/api/registry/site/import?format=csv', {
      ...{ method: 'POST', headers, body: csv },
    });
    return { status: answer.status, text: await answer.text(), by: commune.doer.id };
  },
  'PUT /api/rules/{id}': async () => {
    const { rules } = await commune.send<{ rules: { id: string }[] }>('GET', '/api/rules');
    return doer('PUT', `/api/rules/${rules[0]!.id}`, { version: 0, change: { enabled: true }, note: 'thử' });
  },
  'POST /api/devices': () => doer('POST', '/api/devices', { id: 'air-2', profile: 'air-station' }),
  'PATCH /api/devices/{id}': () => doer('PATCH', '/api/devices/air-2', { name: 'Trạm' }),
  'POST /api/devices/{id}/secret': () => doer('POST', '/api/devices/air-2/secret'),
  'POST /api/devices/{id}/rotation': () => doer('POST', '/api/devices/air-2/rotation'),
  'DELETE /api/devices/{id}/rotation': () => doer('DELETE', '/api/devices/air-2/rotation'),
  'POST /api/devices/{id}/state': () => {
    const until = Date.now() + 3_600_000;
    return doer('POST', '/api/devices/air-1/state', { state: 'maintenance', reason: 'thay pin', until });
  },
  'POST /api/devices/{id}/out-of-service': () =>
    doer('POST', '/api/devices/air-2/out-of-service', { reason: 'đầu đo ẩm' }),
  'POST /api/devices/{id}/in-service': () => doer('POST', '/api/devices/air-2/in-service', {}),
  'DELETE /api/devices/{id}': () => doer('DELETE', '/api/devices/air-2'),
  'POST /api/gateways': () => doer('POST', '/api/gateways', { id: 'gw-2', name: 'Mạch', codec: 'tasmota' }),
  'PATCH /api/gateways/{id}': () => doer('PATCH', '/api/gateways/gw-2', { name: 'Mạch hai' }),
  'POST /api/gateways/{id}/secret': () => doer('POST', '/api/gateways/gw-2/secret'),
  'DELETE /api/gateways/{id}': () => doer('DELETE', '/api/gateways/gw-2'),
  'PUT /api/profiles/{id}': async () => {
    const { version: _, ...profile } = await commune.send<{ version?: number }>('GET', '/api/profiles/rain-gauge');
    return doer('PUT', '/api/profiles/gauge-2', { ...profile, id: 'gauge-2' });
  },
  'DELETE /api/profiles/{id}': () => doer('DELETE', '/api/profiles/gauge-2'),
  'POST /api/claims': () => doer('POST', '/api/claims', { count: 1 }),
  'POST /api/installations': async () => {
    const { code, secret: claimSecret } = commune.labels[1]!;
    const key = '00000000-0000-4000-8000-000000000001';
    const about = { key, code, claimSecret, name: 'Kênh', profile: 'canal-level', takenAt: Date.now() };
    return doer('POST', '/api/installations', about);
  },
  'POST /api/claims/{code}/reopen': () => doer('POST', `/api/claims/${commune.labels[1]!.code}/reopen`),
  'DELETE /api/claims/{code}': () => doer('DELETE', `/api/claims/${commune.labels[2]!.code}`),
  'POST /api/boxes/approve': async () => {
    const boxes = [{ box: await commune.boxWaits('sn-1') }];
    return doer('POST', '/api/boxes/approve', { boxes });
  },
  'POST /api/boxes/reject': async () => doer('POST', '/api/boxes/reject', { boxes: [await commune.boxWaits('sn-2')] }),
  'POST /api/batches': () => doer('POST', '/api/batches', { id: 'lo-2' }),
  'DELETE /api/batches/{id}': () => doer('DELETE', '/api/batches/lo-2'),
  'POST /api/people': () => doer('POST', '/api/people', { name: 'Người mới', grants: [] }),
  'PATCH /api/people/{id}': () => doer('PATCH', `/api/people/${id('people')}`, { hamlet: 'dong', version: 1 }),
  'POST /api/people/{id}/invitation': () => doer('POST', `/api/people/${id('people')}/invitation`),
  'DELETE /api/people/{id}/invitation': () => doer('DELETE', `/api/people/${id('people')}/invitation`),
  'POST /api/invitation/look': async () => {
    const token = await commune.invited(id('people'));
    return stranger('/api/invitation/look', { token }, 'stranger');
  },
  'POST /api/invitation/accept': async () => {
    const token = await commune.invited(id('people'));
    return stranger('/api/invitation/accept', { token }, id('people'));
  },
  'DELETE /api/people/{id}/sessions/{session}': async () => {
    const path = `/api/people/${id('people')}/sessions`;
    const { sessions } = await commune.send<{ sessions: { id: string }[] }>('GET', path);
    return doer('DELETE', `${path}/${sessions[0]!.id}`);
  },
  'DELETE /api/people/{id}': async () => doer('DELETE', `/api/people/${await commune.newcomer()}?version=1`),
  'POST /api/walls': async () => {
    const begun = await stranger('/api/walls/pairing', {}, '');
    const { code, poll } = JSON.parse(begun.text) as { code: string; poll: string };
    commune.ids['poll'] = poll;
    const paired = await doer('POST', '/api/walls', { code, name: 'Sảnh' });
    commune.ids['walls'] = (JSON.parse(paired.text) as { id: string }).id;
    return paired;
  },
  'POST /api/walls/pairing/poll': () => stranger('/api/walls/pairing/poll', { poll: id('poll') }, id('walls')),
  'DELETE /api/walls/{id}': () => doer('DELETE', `/api/walls/${id('walls')}`),
  'POST /api/programs': async () => {
    const added = await doer('POST', '/api/programs', { name: 'Prometheus' });
    commune.ids['programs'] = (JSON.parse(added.text) as { program: { id: string } }).program.id;
    return added;
  },
  'DELETE /api/programs/{id}': () => doer('DELETE', `/api/programs/${id('programs')}`),
  'POST /api/handovers': async () => {
    const shift = { from: 0, to: 3_600_000, summary: 'Một giờ, không có việc.' };
    const given = await as(clerk, 'POST', '/api/handovers', shift);
    commune.ids['handovers'] = (JSON.parse(given.text) as { id: string }).id;
    return given;
  },
  'POST /api/smoke-reports': async () => {
    const report = { seenAt: Date.now(), lat: 21, lon: 106, note: 'khói sau chùa' };
    const written = await doer('POST', '/api/smoke-reports', report);
    commune.ids['smoke-reports'] = (JSON.parse(written.text) as { id: string }).id;
    return written;
  },
  'DELETE /api/smoke-reports/{id}': () => doer('DELETE', `/api/smoke-reports/${id('smoke-reports')}`),
  'POST /api/drills': async () => {
    const planned = await doer('POST', '/api/drills', { severity: 'warning', plannedAt: Date.now() + 86_400_000 });
    commune.ids['drills'] = (JSON.parse(planned.text) as { id: string }).id;
    return planned;
  },
  'POST /api/drills/{id}/cancel': () => doer('POST', `/api/drills/${id('drills')}/cancel`),
  'POST /api/handovers/{id}/take': () => doer('POST', `/api/handovers/${id('handovers')}/take`),
  'POST /api/commands/{id}/approve': () => doer('POST', `/api/commands/${id('commands')}/approve`, {}),
  'POST /api/commands': () => {
    const wish = { key: commune.rig.key(), device: PUMP, name: 'pump-stop' };
    return doer('POST', '/api/commands', wish);
  },
  'POST /api/commands/{id}/cancel': async () =>
    doer('POST', `/api/commands/${await commune.commandWaits()}/cancel`, {}),
  'POST /api/commands/{id}/refuse': async () =>
    doer('POST', `/api/commands/${await commune.commandWaits()}/refuse`, {}),
  'POST /api/commands/{id}/done': async () => doer('POST', `/api/commands/${await commune.taskWaits()}/done`, {}),
  'POST /api/broadcasts': async () => {
    const about = { urgency: 'ordinary', audience: { everywhere: true }, text: 'Ngày mai xã họp dân.' };
    return doer('POST', '/api/broadcasts', { key: commune.rig.key(), ...about });
  },
  'PUT /api/broadcasts/{id}': () => {
    const about = { urgency: 'ordinary', audience: { hamlets: ['dong'] }, text: 'Ngày kia xã họp dân.' };
    return doer('PUT', `/api/broadcasts/${id('broadcasts')}`, { revision: 1, ...about });
  },
  'POST /api/broadcasts/{id}/approve': () =>
    doer('POST', `/api/broadcasts/${id('broadcasts')}/approve`, { revision: 2 }),
  'POST /api/broadcasts/{id}/stop': async () =>
    doer('POST', `/api/broadcasts/${await commune.broadcastWaits()}/stop`, {}),
  'POST /api/recordings': () => doer('POST', '/api/recordings', { audio: anMp3(2).toString('base64') }),
  'POST /api/broadcast-templates': () =>
    doer('POST', '/api/broadcast-templates', { title: 'Cháy', text: 'Có cháy ở {place}.' }),
  'POST /api/broadcast-templates/{id}/versions': () =>
    doer('POST', `/api/broadcast-templates/${id('broadcast-templates')}/versions`, { title: 'Lũ', text: 'Nước lên.' }),
  'POST /api/broadcast-templates/{id}/approve': () =>
    doer('POST', `/api/broadcast-templates/${id('broadcast-templates')}/approve`, { version: 2 }),
  'POST /api/broadcast-templates/{id}/air': () => {
    const about = { key: commune.rig.key(), version: 2, audience: { everywhere: true } };
    return doer('POST', `/api/broadcast-templates/${id('broadcast-templates')}/air`, about);
  },
  'DELETE /api/broadcast-templates/{id}': () => doer('DELETE', `/api/broadcast-templates/${id('broadcast-templates')}`),
  'POST /api/dead-letters/{id}/replay': async () => doer('POST', `/api/dead-letters/${await commune.letter()}/replay`),
  'POST /api/clock/confirm': () => doer('POST', '/api/clock/confirm'),
  'PUT /api/roster': () => {
    const shifts = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      ...{ id: `ca-${day}`, day, from: '00:00', to: '00:00', teams: [{ person: commune.doer.id }] },
    }));
    return doer('PUT', '/api/roster', { version: 0, rotationFrom: '2026-01-05', shifts, swaps: [] });
  },
  'POST /api/roster/swaps': () => {
    const swap = { date: '2099-01-05', shift: 'ca-1', person: clerk.id };
    return doer('POST', '/api/roster/swaps', swap);
  },
  'PUT /api/contact': () => as(clerk, 'PUT', '/api/contact', { version: 0, off: ['sms'] }),
  'POST /api/push/subscriptions': () => as(clerk, 'POST', '/api/push/subscriptions', BROWSER),
  'POST /api/push/test': () => as(clerk, 'POST', '/api/push/test'),
  'DELETE /api/push/subscriptions': () =>
    as(clerk, 'DELETE', '/api/push/subscriptions', { endpoint: BROWSER.endpoint }),
  'PATCH /api/me': () => as(clerk, 'PATCH', '/api/me', { language: 'en' }),
  'POST /api/me/totp': async () => {
    const begun = await as(clerk, 'POST', '/api/me/totp', { password: PASSWORD });
    keptTotp = (JSON.parse(begun.text) as { secret: string }).secret;
    return begun;
  },
  'PUT /api/me/totp': () => as(clerk, 'PUT', '/api/me/totp', { code: codeOf(keptTotp) }),
  'DELETE /api/me/totp': () => as(clerk, 'DELETE', '/api/me/totp', { password: PASSWORD }),
  'POST /api/me/password': () => as(clerk, 'POST', '/api/me/password', { current: PASSWORD, password: PASSWORD }),
  'POST /api/session': () => stranger('/api/session', { login: clerk.login, password: PASSWORD }, clerk.id),
  'DELETE /api/me/sessions/{id}': async () => {
    const { sessions } = await commune.send<{ sessions: { id: string; current: boolean }[] }>(
      ...(['GET', '/api/me/sessions', undefined, clerk] as const),
    );
    return as(clerk, 'DELETE', `/api/me/sessions/${sessions.find(({ current }) => !current)!.id}`);
  },
  'DELETE /api/session': () => as(clerk, 'DELETE', '/api/session'),
  ...Object.fromEntries(
    THING_KINDS.map((kind): [string, Call] => [
      `DELETE /api/registry/${kind}/{id}`,
      async () => {
        const path = `/api/registry/${kind}/${kind === 'plot' ? 'plot-1' : kind === 'camera' ? 'cam-1' : `${kind}-2`}`;
        const { version } = await commune.send<{ version: number }>('GET', path);
        return doer('DELETE', `${path}?version=${version}`);
      },
    ]),
  ),
};

beforeAll(async () => {
  commune = await BusyCommune.start();
  log = new Database(join(commune.hub.dir, 'registry.sqlite'), { readonly: true });
  const grants = [{ role: 'operator', scope: { kind: 'commune', id: '*' } as const }];
  clerk = { ...(await addPerson(commune.hub, { login: 'clerk', name: 'Văn thư', grants })), login: 'clerk' };
}, 120_000);
afterAll(async () => {
  log?.close();
  await commune?.stop();
});

const changing = ROUTES.filter((route) => !route.startsWith('GET ') && !(route in ELSEWHERE));

describe('a look at people', () => {
  const looks = ROUTES.filter((route) => route.startsWith('GET '));
  const pathOf = (route: string) =>
    route
      .slice(4)
      .split('/')
      .map((step, i, all) => (/^\{(id|code)\}$/.test(step) ? id(all[i - 1]!) : step === '{kind}' ? 'plot' : step))
      .join('/');
  /** Of the incident that a finding stands behind. */
  const PATHS: Record<string, string> = {
    'GET /api/incidents/{id}/finding': '/api/incidents/fire:dong:1/finding',
    'GET /api/incidents/{id}/case.pdf': '/api/incidents/fire:dong:1/case.pdf',
  };
  const QUERIES: Record<string, string> = {
    'GET /api/burning-figures': '?from=2026-01-01&to=2027-01-01',
    'GET /api/findings/labelled.csv': '?from=2026-01-01&to=2027-01-01',
    'GET /api/readings': '?device=air-1&metric=pm25',
    'GET /api/sites/{id}/readings': '?metric=pm25',
    'GET /api/registry/{kind}/export': '?format=csv',
    'GET /api/sources/export': '?format=csv',
  };

  it.each(looks)('that shows a name or a number is written down: %s', async (route) => {
    const before = last();
    const answer = await commune.hub.fetch((PATHS[route] ?? pathOf(route)) + (QUERIES[route] ?? ''));
    const text = await answer.text();
    // one line for each person whose name is told
    const noted = [...new Set(since(before).map(({ action }) => action))];
    const shown = text.includes(MARK) || text.includes(PHONE);
    if (shown && !ON_DUTY.includes(route) && route !== LOOKED_AT_BEFORE)
      expect([route, noted]).not.toEqual([route, []]);
    expect([route, noted]).toEqual([route, AUDITED[route] === undefined ? [] : [AUDITED[route]]]);
  });

  it('of whoever has a label already is written down', async () => {
    const before = last();
    await commune.install(commune.labels[3]!);
    await expect(commune.install(commune.labels[3]!)).rejects.toThrow(MARK);
    expect(since(before).map(({ action }) => action)).toContain('person.read');
  });
});

describe('a change', () => {
  it('of every route is tried here', () => {
    expect(Object.keys(CHANGES).sort()).toEqual(changing.sort());
  });

  it.each(Object.keys(CHANGES))('is written down: %s', async (route) => {
    const before = last();
    const { status, text, by } = await CHANGES[route]!();
    expect([route, status < 300 || text]).toEqual([route, true]);
    // a command's comes with its life, out of the event log
    await eventually(
      `${AUDITED[route]} of ${by}`,
      () => since(before),
      (lines) => lines.some((line) => line.by === by && line.action === AUDITED[route]),
      3000,
    );
  });

  it('leaves no name, number, password or secret in the hub’s log, whatever was done', () => {
    const written = commune.hub.output();
    const tokens = [keptTotp, commune.batchKey, commune.doer.cookie, ...commune.labels.map(({ secret }) => secret)];
    for (const kept of [MARK, PHONE, PASSWORD, ...tokens])
      expect([kept, written.includes(kept)]).toEqual([kept, false]);
  });

  it('leaves a chain that is whole', async () => {
    expect(await (await commune.hub.fetch('/api/audit/chain')).json()).toMatchObject({ intact: true });
  });
});
