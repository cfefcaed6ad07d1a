import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { type Broadcast, type BroadcastTemplate, type Grant, LIVE_NAMESPACE, STREAM } from '#hub/contracts';
import {
  addPerson,
  anIncident,
  anMp3,
  appendToLog,
  changed,
  eventually,
  pairWall,
  startHub,
  startProvider,
  type TestHub,
  type TestPerson,
  type TestProvider,
} from '#hub/testkit';

const TEXT = 'Nước sông lên nhanh. Bà con thôn Đông và thôn Tây lên chỗ cao.';
const emergency = { urgency: 'emergency', audience: { everywhere: true }, text: TEXT };

let hub: TestHub;
let vendor: TestProvider;
/** Writes; approves; approves for one hamlet; may nothing of it. */
let an: TestPerson;
let binh: TestPerson;
let chi: TestPerson;
let lam: TestPerson;
let keys = 0;

const grant = (role: string, hamlet?: string): Grant[] => [
  { role, scope: hamlet ? { kind: 'hamlet', id: hamlet } : { kind: 'commune', id: '*' } },
];
const say = async <T = Broadcast>(who: TestPerson, method: string, path: string, body?: unknown) => {
  const answer = await who.send(method, path, body);
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as T & { message: string } };
};
const write = (who: TestPerson, about: object = emergency) =>
  say(who, 'POST', '/api/broadcasts', { key: `key-${++keys}-of-test`, ...about });
const approve = (who: TestPerson, { id, revision }: Broadcast) =>
  say(who, 'POST', `/api/broadcasts/${id}/approve`, { revision });
const stop = (who: TestPerson, { id }: Broadcast) => say(who, 'POST', `/api/broadcasts/${id}/stop`, {});
const comesTo = (state: Broadcast['state'], { id }: Pick<Broadcast, 'id'>, withinMs = 10_000) =>
  eventually(
    `a message that is ${state}`,
    async () => (await say(an, 'GET', `/api/broadcasts/${id}`)).body,
    (one) => one.state === state,
    withinMs,
  );
const there = ({ receipts }: Broadcast) => receipts.map(({ name, state }) => `${name} ${state}`).sort();
/** What loudspeakers were told to say. */
const asked = () =>
  vendor.asked
    .filter(({ path }) => path === '/say')
    .map(({ body }) => JSON.parse(body) as Record<string, string | string[]>);

beforeAll(async () => {
  vendor = await startProvider();
  hub = await startHub({
    env: {
      ...{ LOUDSPEAKER_URL: `${vendor.url}/say`, LOUDSPEAKER_STOP_URL: `${vendor.url}/stop` },
      ...{ LOUDSPEAKER_ZONES: 'dong=101 102, tay=201', PUBLIC_URL: 'http://hub.example' },
      LOUDSPEAKER_BODY: '{"zones":{zonesJson},"text":"{text}","audio":"{audio}","callback":"{callback}","key":"{key}"}',
    },
  });
  for (const [id, name] of [
    ['dong', 'Thôn Đông'],
    ['tay', 'Thôn Tây'],
  ])
    await hub.fetch('/api/registry/hamlet', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id, name }) },
    });
  an = await addPerson(hub, { grants: grant('operator'), name: 'An Trực' });
  binh = await addPerson(hub, { grants: grant('leader'), name: 'Bình Phó chủ tịch' });
  chi = await addPerson(hub, { grants: grant('leader', 'dong'), name: 'Chi' });
  lam = await addPerson(hub, { grants: grant('security-officer'), name: 'Lâm' });
}, 60_000);
beforeEach(() => {
  vendor.asked.length = 0;
  vendor.answer = () => ({ status: 200 });
});
afterAll(async () => {
  await hub?.stop();
  await vendor?.stop();
}, 60_000);

describe('a message to the public', () => {
  it('is written by an operator, approved by the chairman’s delegate, aired, and each hamlet says what came of it', async () => {
    const written = await write(an);
    expect(written).toMatchObject({ status: 201, body: { state: 'draft', written: { by: 'An Trực' }, revision: 1 } });
    expect(vendor.asked).toEqual([]);
    const airing = await approve(binh, written.body);
    expect(airing).toMatchObject({ status: 200, body: { approved: { by: 'Bình Phó chủ tịch' } } });
    await eventually('loudspeakers to be told', asked, (all) => all.length === 2);
    expect(
      asked()
        .map(({ zones }) => zones)
        .sort(),
    ).toEqual([['101', '102'], ['201']]);
    expect(asked()[0]!['text']).toBe(TEXT);
    const sent = await comesTo('airing', written.body);
    await eventually(
      'both to be told',
      async () => there((await say(an, 'GET', `/api/broadcasts/${sent.id}`)).body),
      (all) => all.join() === 'Thôn Tây sent,Thôn Đông sent',
    );
    // a loudspeaker says so itself; nobody else can
    const [first, second] = asked()
      .sort((a, b) => (String(a['zones']) < String(b['zones']) ? -1 : 1))
      .map(({ callback }) => String(callback).replace('http://hub.example', hub.url));
    const tell = (url: string, body: object) =>
      fetch(url, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      });
    expect((await tell(first!.replace(/.{4}$/, 'AAAA'), { state: 'aired' })).status).toBe(404);
    expect((await tell(first!, { state: 'airing' })).status).toBe(204);
    expect((await tell(second!, { state: 'failed', reason: 'mất <điện>' })).status).toBe(204);
    const heard = await eventually(
      'receipts',
      async () => (await say(an, 'GET', `/api/broadcasts/${sent.id}`)).body,
      (one) => there(one).join() === 'Thôn Tây failed,Thôn Đông delivered',
    );
    expect(heard.receipts.find(({ hamlet }) => hamlet === 'tay')!.reason).toBe('loa báo: mất  điện');
    // a loudspeaker that is through with it is not at it as long again
    expect((await tell(first!, { state: 'aired' })).status).toBe(204);
    const over = await comesTo('aired', sent);
    expect(over.endedAt! - over.airingAt!).toBeLessThan(over.seconds * 1000);
  });

  it('of the ordinary kind is aired in the hours of loudspeakers, and waits for them', async () => {
    const { body } = await write(an, { ...emergency, urgency: 'ordinary' });
    const approved = (await approve(binh, body)).body;
    const { windows, broadcasts } = (
      await say<{ windows: object[]; broadcasts: Broadcast[] }>(an, 'GET', '/api/broadcasts')
    ).body;
    // what has just happened stands in it
    expect(broadcasts[0]!.revision).toBeGreaterThanOrEqual(approved.revision);
    expect(windows).toEqual([
      { from: '05:30', to: '06:30' },
      { from: '17:00', to: '18:00' },
    ]);
    const one = (await say(an, 'GET', `/api/broadcasts/${approved.id}`)).body;
    if (one.state === 'approved') {
      const hour = new Date(one.dueAt! + 7 * 3_600_000).toISOString().slice(11, 13);
      expect(['05', '06', '17']).toContain(hour);
      expect(vendor.asked).toEqual([]);
    }
    expect((await stop(an, one)).status).toBe(200);
  });

  it('is stopped by whoever may write one, and loudspeakers are told which', async () => {
    const { body } = await write(an);
    await approve(binh, body);
    await eventually('loudspeakers to be told', asked, (all) => all.length === 2);
    const told = asked().map(({ key }) => key);
    expect((await stop(an, body)).body).toMatchObject({ stopped: { by: 'An Trực' } });
    const stopped = await comesTo('stopped', body);
    expect(stopped.receipts.map((one) => one.stop)).toEqual(['sent', 'sent']);
    const orders = vendor.asked.filter(({ path }) => path === '/stop').map(({ body: text }) => JSON.parse(text));
    expect(orders.map(({ key }: { key: string }) => key).sort()).toEqual([...told].sort());
    expect((await stop(an, body)).body.state).toBe('stopped');
  });

  it('is written once, however often it is sent; and is approved as it was read', async () => {
    const about = { key: 'the-same-key', ...emergency, audience: { hamlets: ['tay'] } };
    const [one, again] = [
      await say(an, 'POST', '/api/broadcasts', about),
      await say(an, 'POST', '/api/broadcasts', about),
    ];
    expect(again.body.id).toBe(one.body.id);
    const { key: _, ...text } = about;
    const change = { ...text, revision: 1, text: 'Một câu khác hẳn.' };
    expect((await say(an, 'PUT', `/api/broadcasts/${one.body.id}`, change)).body.revision).toBe(2);
    const late = await approve(binh, one.body);
    expect([late.status, late.body.message]).toEqual([409, 'Tin vừa được sửa, hãy đọc lại rồi duyệt']);
    expect((await stop(binh, one.body)).body.state).toBe('stopped');
    // by now it says something else than what is sent again
    expect((await say(an, 'POST', '/api/broadcasts', about)).status).toBe(409);
  });

  it('under a key that is taken is refused where it says something else, and what it says is what is approved', async () => {
    const about = { key: 'a-key-of-two', ...emergency, audience: { hamlets: ['tay'] } };
    const first = await say(an, 'POST', '/api/broadcasts', about);
    expect((await say(an, 'POST', '/api/broadcasts', about)).body).toEqual(first.body);
    for (const over of [
      { text: 'Nước rút. Bà con về nhà.' },
      { audience: { hamlets: ['tay', 'dong'] } },
      { audience: { everywhere: true } },
      { urgency: 'ordinary' },
      { drill: true },
    ])
      expect([over, (await say(an, 'POST', '/api/broadcasts', { ...about, ...over })).status]).toEqual([over, 409]);
    expect((await stop(an, first.body)).body).toMatchObject({ state: 'stopped', text: TEXT });
  });

  it('is written down as a deed before it is done', async () => {
    const { body } = await write(an, { ...emergency, audience: { hamlets: ['tay'] } });
    expect((await say(binh, 'POST', `/api/broadcasts/${body.id}/approve`, { revision: 7 })).status).toBe(409);
    await stop(an, body);
    const log = await hub.fetch(`/api/audit?target=${body.id}`);
    const { entries } = (await log.json()) as { entries: { action: string }[] };
    expect(entries.map(({ action }) => action).sort()).toEqual([
      ...['broadcast.approve', 'broadcast.stop', 'broadcast.write'],
    ]);
  });

  it('is played where it was recorded', async () => {
    const bytes = anMp3(3);
    const audio = bytes.toString('base64');
    const recording = await say<{ name: string; seconds: number }>(an, 'POST', '/api/recordings', { audio });
    expect(recording).toMatchObject({ status: 201, body: { seconds: 3 } });
    expect((await say(an, 'POST', '/api/recordings', { audio: Buffer.from(TEXT).toString('base64') })).status).toBe(
      400,
    );
    const about = { ...emergency, recording: recording.body.name };
    expect((await write(an, { ...about, drill: true })).status).toBe(400);
    const { body } = await write(an, about);
    await approve(binh, body);
    await eventually('loudspeakers to be told', asked, (all) => all.length === 2);
    const address = String(asked()[0]!['audio']).replace('http://hub.example', hub.url);
    const played = await fetch(address);
    expect([played.status, played.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
    expect(Buffer.from(await played.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await fetch(`${hub.url}/api/recordings/..%2Fregistry.sqlite`)).status).toBe(404);
    expect((await comesTo('aired', body)).seconds).toBe(3);
  });
});

it('a recording is refused where loudspeakers could not fetch it, in words', async () => {
  const nameless = await startHub({
    env: { LOUDSPEAKER_URL: `${vendor.url}/say`, LOUDSPEAKER_ZONES: 'dong=101', PUBLIC_URL: '' },
  });
  try {
    const admin = await addPerson(nameless, { grants: grant('leader'), name: 'Bình' });
    const audio = anMp3(3).toString('base64');
    const { body } = await say<{ name: string }>(admin, 'POST', '/api/recordings', { audio });
    const refused = await write(admin, { ...emergency, recording: body.name });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('PUBLIC_URL')]);
    expect((await write(admin)).status).toBe(201);
  } finally {
    await nameless.stop();
  }
}, 60_000);

describe('who may not', () => {
  it('is refused: officers at all, operators to approve, delegates outside of their hamlet', async () => {
    expect((await write(lam)).status).toBe(403);
    expect((await lam.fetch('/api/broadcasts')).status).toBe(403);
    const { body } = await write(an);
    expect((await approve(an, body)).status).toBe(403);
    // it is heard in the delegate's hamlet, and elsewhere
    expect((await chi.fetch(`/api/broadcasts/${body.id}`)).status).toBe(200);
    expect((await approve(chi, body)).status).toBe(403);
    expect((await stop(chi, body)).status).toBe(403);
    const elsewhere = (await write(an, { ...emergency, audience: { hamlets: ['tay'] } })).body;
    expect((await chi.fetch(`/api/broadcasts/${elsewhere.id}`)).status).toBe(404);
    expect((await write(chi, { ...emergency, audience: { hamlets: ['dong', 'tay'] } })).status).toBe(403);
    const own = (await write(chi, { ...emergency, audience: { hamlets: ['dong'] } })).body;
    expect((await approve(chi, own)).status).toBe(200);
    expect(vendor.asked.every(({ body: text }) => !text.includes('201'))).toBe(true);
    for (const one of [body, elsewhere, own]) await stop(an, one);
  });

  it('sees what is his or hers, however much was said elsewhere since', async () => {
    const own = (await write(chi, { ...emergency, audience: { hamlets: ['dong'] } })).body;
    const others: Broadcast[] = [];
    for (let i = 0; i < 3; i++) others.push((await write(an, { ...emergency, audience: { hamlets: ['tay'] } })).body);
    for (const one of [own, ...others]) await stop(an, one);
    // out of the hub's memory and into its registry
    await hub.kill9();
    await hub.restart();
    const seen = await eventually(
      'the one that is hers',
      async () => (await say<{ broadcasts: Broadcast[] }>(chi, 'GET', '/api/broadcasts?limit=1')).body.broadcasts ?? [],
      (all) => all.length === 1,
    );
    expect(seen.map(({ id }) => id)).toEqual([own.id]);
  }, 60_000);

  it('is told nothing as it happens; who may is told all of it', async () => {
    const heard: string[] = [];
    const wall = await pairWall(hub);
    const sockets = [an, chi, lam, wall].map(({ cookie, id }) => {
      const options = { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } };
      const socket = io(`${hub.url}${LIVE_NAMESPACE}`, options);
      socket.on('connect', () => socket.emit('resume', null));
      socket.on('broadcast', ({ broadcast }: { broadcast: Broadcast }) =>
        heard.push(`${id} ${broadcast.id} ${broadcast.state}`),
      );
      return new Promise<typeof socket>((resolve) => socket.on('snapshot', () => resolve(socket)));
    });
    const connected = await Promise.all(sockets);
    const { body } = await write(an, { ...emergency, audience: { hamlets: ['tay'] } });
    await approve(binh, body);
    await comesTo('airing', body);
    await stop(an, body);
    await eventually(
      'the end',
      () => heard,
      (all) => all.includes(`${an.id} ${body.id} stopped`),
    );
    const hearers = heard.filter((line) => line.includes(body.id)).map((line) => line.split(' ')[0]);
    expect(new Set(hearers)).toEqual(new Set([an.id]));
    for (const socket of connected) socket.disconnect();
  });

  it('writes nothing that is no text, of nobody, or for a time that is past', async () => {
    for (const [over, field] of [
      [{ text: '<speak>Xin chào</speak>' }, 'text'],
      [{ audience: { hamlets: [] } }, 'audience.hamlets'],
      [{ audience: { hamlets: ['nobody'] } }, 'audience.hamlets'],
      [{ airBefore: 1 }, 'airBefore'],
      [{ recording: 'nobody.mp3' }, 'recording'],
      [{ incident: 'nobody' }, undefined],
    ] as const) {
      const { status, body } = await write(an, { ...emergency, ...over });
      const fields = (body as unknown as { fields?: { field: string }[] }).fields?.map((one) => one.field);
      expect([over, status, fields]).toEqual([over, field ? 400 : 404, field ? [field] : undefined]);
    }
  });
});

describe('a text for an emergency', () => {
  type Template = BroadcastTemplate;
  const air = (who: TestPerson, { id }: Pick<Template, 'id'>, over: object = {}) =>
    say(who, 'POST', `/api/broadcast-templates/${id}/air`, {
      ...{ key: `air-${++keys}-of-test`, version: 1, audience: { hamlets: ['dong'] }, ...over },
    });

  it('is approved beforehand, filled in with place and time alone, and aired by an operator at once', async () => {
    const text = { title: 'Lũ', text: 'Nước lên nhanh ở {place} lúc {time}. Bà con lên chỗ cao.' };
    const { body: template } = await say<Template>(an, 'POST', '/api/broadcast-templates', text);
    const blanks = { place: 'bến đò thôn Đông', time: '14 giờ 05' };
    expect((await air(an, template, { blanks })).status).toBe(404);
    const yes = (who: TestPerson, version: number) =>
      say<Template>(who, 'POST', `/api/broadcast-templates/${template.id}/approve`, { version });
    expect((await yes(an, 1)).status).toBe(403);
    expect((await yes(binh, 1)).body).toMatchObject({ version: 1, approved: { by: 'Bình Phó chủ tịch' } });
    expect((await air(an, template, { blanks: { place: 'bến đò' } })).status).toBe(400);
    expect((await air(an, template, { blanks: { ...blanks, place: 'http://x/?<a>' } })).status).toBe(400);
    expect((await air(an, template, { blanks: { ...blanks, more: 'x' } })).status).toBe(400);
    const aired = await air(an, template, { blanks });
    expect(aired).toMatchObject({
      status: 201,
      body: {
        ...{ urgency: 'emergency', approved: { by: 'Bình Phó chủ tịch' }, written: { by: 'An Trực' } },
        template: { id: template.id, version: 1, title: 'Lũ' },
      },
    });
    const again = { blanks, key: `air-${keys}-of-test` };
    expect((await air(an, template, again)).body.id).toBe(aired.body.id);
    const elsewhere = { ...again, blanks: { ...blanks, place: 'cầu thôn Tây' } };
    expect((await air(an, template, elsewhere)).status).toBe(409);
    await eventually('loudspeakers to be told', asked, (all) => all.length === 1);
    expect(asked()[0]).toMatchObject({ text: 'Nước lên nhanh ở bến đò thôn Đông lúc 14 giờ 05. Bà con lên chỗ cao.' });
    await stop(an, aired.body);
    // a new version waits for its own approval; until then the one before is in force
    const versions = `/api/broadcast-templates/${template.id}/versions`;
    expect((await say<Template>(an, 'POST', versions, { title: 'Lũ', text: 'Khác.' })).body.version).toBe(2);
    expect((await air(an, template, { blanks, version: 2 })).status).toBe(409);
    await yes(binh, 2);
    expect((await air(an, template, { blanks })).status).toBe(409);
    expect((await say(binh, 'DELETE', `/api/broadcast-templates/${template.id}`)).status).toBe(200);
    expect((await air(an, template, { version: 2 })).status).toBe(404);
    const { body } = await say<{ templates: Template[] }>(an, 'GET', '/api/broadcast-templates');
    expect(body.templates.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('has no other blanks, and no mark-up', async () => {
    for (const text of ['Gọi {phone} ngay.', '<b>Nước</b> lên.', ''])
      expect((await say(an, 'POST', '/api/broadcast-templates', { title: 'Lũ', text })).status).toBe(400);
  });

  it('of a drill says so; of a simulated matter it never leaves the hub', async () => {
    const { body: template } = await say<Template>(binh, 'POST', '/api/broadcast-templates', {
      ...{ title: 'Cháy', text: 'Có cháy ở {place}.' },
    });
    await say(binh, 'POST', `/api/broadcast-templates/${template.id}/approve`, { version: 1 });
    await hub.kill9();
    const drill = anIncident('fire:dong:drill', { simulated: true, drill: true });
    const simulated = anIncident('fire:dong:simulated', { simulated: true });
    await appendToLog(hub.dir, STREAM.alerts, [changed('opened', drill), changed('opened', simulated)]);
    await hub.restart();
    const blanks = { place: 'cánh đồng thôn Đông' };
    await eventually(
      'both incidents',
      async () => (await an.fetch(`/api/incidents/${encodeURIComponent('fire:dong:simulated')}`)).status,
      (status) => status === 200,
    );
    const one = await air(an, template, { blanks, incident: 'fire:dong:drill' });
    expect(one.body).toMatchObject({ drill: true, simulated: false });
    // the stop of another may still be on its way
    const said = () => asked().flatMap(({ text }) => text ?? []);
    await eventually('loudspeakers to be told', said, (all) => all.length === 1);
    expect(said()[0]).toBe('DIỄN TẬP. Có cháy ở cánh đồng thôn Đông. Đây là DIỄN TẬP.');
    await stop(an, one.body);
    vendor.asked.length = 0;
    for (const drill of [false, true]) {
      const other = await air(an, template, { blanks, drill, incident: 'fire:dong:simulated' });
      expect((await comesTo('failed', other.body)).reason).toBe('mô phỏng, không ra khỏi hub');
    }
    expect(vendor.asked.filter(({ path }) => path === '/say')).toEqual([]);
  });
});

it('what was said, by whom and what came of it stays after the hub was ended', async () => {
  const { body } = await write(an);
  await approve(binh, body);
  await comesTo('airing', body);
  await hub.kill9();
  await hub.restart();
  const known = (await say(an, 'GET', `/api/broadcasts/${body.id}`)).body;
  expect(known).toMatchObject({ text: TEXT, written: { by: 'An Trực' }, approved: { by: 'Bình Phó chủ tịch' } });
  await comesTo('aired', body, 60_000);
  const { broadcasts } = (await say<{ broadcasts: Broadcast[] }>(an, 'GET', '/api/broadcasts')).body;
  expect(broadcasts[0]!.id).toBe(body.id);
  expect(hub.output()).not.toMatch(/An Trực|Bình Phó|Nước sông/);
}, 90_000);
