// A stand-in for the hub, to look at the pages in each of their states:
//   node apps/web/dev/fake-hub.mjs --state alert [--as wall|administrator|stranger|setup|…] [--port 8090] [--at 2026-06-02T16:42:00+07:00]
// --as farmer opens /farm, --farm irrigate its states (fake-farm.mjs), POST /dev/farm/<name> changes them.
// POST /dev/state/<name> changes it; POST /dev/as/<whom> says who comes without a cookie (fake-people.mjs); POST
// /dev/offline and /dev/online drop the line and bring it back.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';
import { alertsFor, STATES } from './fake-alerts.mjs';
import { sampleCommune } from '../../../dist/firmware-sim/src/commune/map.js';
import { at, sampleStations } from './sample-stations.mjs';
import { airHours, airPicture } from './fake-air.mjs';
import { fakeFarm } from './fake-farm.mjs';
import { fakeIncidents } from './fake-incidents.mjs';
import { fakeInstall } from './fake-install.mjs';
import { fakePeople } from './fake-people.mjs';
import { still } from './fake-stills.mjs';
import { historyOf, PROFILES, RULES, valueAt } from './fake-values.mjs';

const { values: args } = parseArgs({
  options: {
    state: { type: 'string', default: 'alert' },
    as: { type: 'string', default: 'wall' },
    farm: { type: 'string', default: 'irrigate' },
    port: { type: 'string', default: '8090' },
    at: { type: 'string', default: '2026-06-02T16:42:00+07:00' },
  },
});
const WEB = join(import.meta.dirname, '../../../dist/web');
const MINUTE = 60_000;
const started = Date.now();
const now = () => Date.parse(args.at) + Date.now() - started;
let state = args.state;
let frozen = 0;
const people = fakePeople({ as: args.as, now: () => now() });
const installs = fakeInstall({ now: () => now() });
const farm = fakeFarm({ state: args.farm, now: () => now() });

const devices = sampleStations().map((s, i) => {
  const [lon, lat] = at(s.u, s.v);
  return {
    id: `tram-${String(i + 1).padStart(2, '0')}`,
    commune: '10807',
    profile: s.profile,
    state: 'installed',
    name: s.name,
    hamlet: s.hamlet,
    place: s.place,
    lat,
    lon,
    simulated: true,
    installedAt: 1_700_000_000_000,
  };
});
const commune = sampleCommune();
const silentIds = () =>
  (STATES[state].silent ?? 0) > 0
    ? devices
        .filter((d) => d.profile === 'soil' || d.profile === 'paddy')
        .slice(0, STATES[state].silent)
        .map((d) => d.id)
    : [];
const alerts = () => alertsFor(state, devices, now());
const incidents = fakeIncidents({
  now: () => now(),
  alerts: () => alerts(),
  me: () => ({ id: 'p-khoa', name: 'Nguyễn Đăng Khoa' }),
});
const shown = () => (STATES[state].empty ? [] : devices);

const latestOf = (device) => {
  const stale = silentIds().includes(device.id) || STATES[state].allStale;
  const ts = stale ? now() - 25 * MINUTE : now() - ((devices.indexOf(device) * 1777) % 40_000);
  const values = {};
  for (const metric of Object.keys(PROFILES[device.profile].metrics))
    values[metric] = { value: valueAt(device, metric, ts, state, alerts()), ts, received: ts + 200 };
  return { device: device.id, values };
};
const presenceOf = (device) => {
  const silent = silentIds().includes(device.id) || STATES[state].allStale;
  return {
    device: device.id,
    link: silent ? 'silent' : 'online',
    since: now() - 25 * MINUTE,
    lastSeen: silent ? now() - 25 * MINUTE : now(),
    silentMetrics: [],
  };
};
const status = () => ({
  now: now(),
  clock: 'ok',
  storeBehindMs: 0,
  logWritable: true,
  deadLetters: 0,
  unrecognised: 0,
  simulated: true,
  ...STATES[state].status?.(now()),
});
const cameras = () =>
  shown()
    .filter((d) => d.profile === 'camera')
    .map((d, i) => ({
      camera: d.id,
      event: state === 'calm' ? 'motion' : i ? 'person' : 'smoke',
      ts: now() - 4000 - 2000 * i,
      zones: [],
      still: `/api/cameras/${d.id}/still`,
    }));
const snapshot = () => ({
  run: 'dev',
  seq: 0,
  alerts: alerts(),
  incidents: incidents.open(),
  escalations: [],
  broadcasts: [],
  latest: shown()
    .filter((d) => d.profile !== 'camera')
    .map(latestOf),
  presence: shown().map(presenceOf),
  cameras: cameras(),
  commands: [],
  escalations: [],
  outOfService: [],
  findings: [],
  status: status(),
});

const json = (response, body, code = 200, headers = {}) => {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
};
async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws:";
const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  const path = url.pathname;
  if (path.startsWith('/dev/')) {
    const [, , what, name] = path.split('/');
    if (what === 'state' && STATES[name]) state = name;
    if (what === 'as') people.become(name);
    if (what === 'box') installs.hold(name);
    if (what === 'farm') farm.become(name);
    if (what === 'offline' || what === 'online') frozen = what === 'offline' ? now() : 0;
    if (what === 'offline') io.of('/live').disconnectSockets(true);
    else io.of('/live').emit('snapshot', snapshot());
    return json(response, { state });
  }
  if (frozen && path.startsWith('/api/')) return request.socket.destroy();
  const body = path.startsWith('/api/') ? await bodyOf(request) : undefined;
  const answer = path.startsWith('/api/') && people.answer(request, path, body);
  if (answer)
    return json(
      response,
      answer.json,
      answer.status,
      answer.cookie && { 'set-cookie': `dev=${answer.cookie}; Path=/` },
    );
  // the air is everybody's
  if (path === '/api/air') return json(response, airPicture(now(), shown(), state, alerts()));
  if (path.startsWith('/api/') && !people.may(request)) return json(response, { error: 'signed-out' }, 401);
  // the installer's page knows the real kinds of boxes; the wall of this stand-in has its own
  const installed = args.as === 'installer' && path.startsWith('/api/') && installs.answer(request, path, body);
  if (installed) return json(response, installed.json, installed.status);
  const grown = farm.answer(request.method, path, body, url.searchParams);
  if (grown) return json(response, grown.json, grown.status);
  const told = incidents.answer(path, request.method, body, () => io.of('/live').emit('snapshot', snapshot()));
  if (told) return json(response, told);
  if (path === '/api/commune') return STATES[state].empty ? json(response, {}, 404) : json(response, commune);
  if (path === '/api/devices') return json(response, { devices: shown() });
  if (path === '/api/profiles') return json(response, { profiles: Object.values(PROFILES) });
  if (path === '/api/rules') return json(response, { rules: RULES });
  if (path === '/api/alerts') return json(response, { alerts: STATES[state].ended?.(now(), devices) ?? [] });
  if (path === '/api/air/hours') return json(response, airHours(url.searchParams, devices, state, alerts()));
  if (path === '/api/readings')
    return json(response, { points: historyOf(url.searchParams, devices, state, alerts()) });
  if (/^\/api\/cameras\/.+\/still$/.test(path)) {
    response.writeHead(200, { 'content-type': 'image/svg+xml' });
    return response.end(
      still(path.split('/')[3] === devices.find((d) => d.profile === 'camera').id ? 'field' : 'sluice', state),
    );
  }
  if (path.startsWith('/api/')) return json(response, {}, request.method === 'POST' ? 202 : 404);
  const file = join(WEB, normalize(path));
  const own =
    /^\/(wall|farm|install|security)(\/|$)/.exec(path)?.[1] ?? (/^\/khong-khi(\/|$)/.test(path) ? 'air' : 'index');
  const found = extname(path) && existsSync(file) ? file : join(WEB, `${own}.html`);
  response.writeHead(200, {
    'content-type': TYPES[extname(found)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  });
  response.end(readFileSync(found));
});
const io = new Server(server);
const live = io.of('/live');
live.use((socket, next) =>
  frozen || !people.may(socket.request) ? next(new Error(frozen ? 'offline' : 'signed-out')) : next(),
);
setInterval(() => {
  for (const socket of live.sockets.values()) if (!people.may(socket.request)) socket.disconnect(true);
}, 1000);
live.on('connection', (socket) => socket.on('resume', () => socket.emit('snapshot', snapshot())));
setInterval(() => frozen || live.emit('status', status()), 2000);
setInterval(
  () =>
    frozen ||
    live.emit('latest', {
      latest: shown()
        .filter((d) => d.profile !== 'camera')
        .map(latestOf),
    }),
  5000,
);
server.listen(Number(args.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/wall`));
