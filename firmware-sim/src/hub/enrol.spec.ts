import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { COMMUNE_CODE } from '../commune/map.js';
import { STATIONS } from '../commune/stations.js';
import { GATEWAYS } from '../devices/gateways.js';
import { StandInHub } from '../testing/stand-in-hub.js';
import { enrolCommune } from './enrol-commune.js';
import { RealCommuneError } from './enrol.js';
import { HubApi, HubRefusedError, HubUnreachableError } from './hub-api.js';
import { StateFolder } from './state-folder.js';

let hub: StandInHub;
let dir: string;
let api: HubApi;
beforeEach(async () => {
  hub = await new StandInHub().start();
  api = new HubApi(hub.url);
  dir = mkdtempSync(join(tmpdir(), 'enrol-'));
});
afterEach(async () => {
  await hub.stop();
  rmSync(dir, { recursive: true, force: true });
});
const INSTALLED = 1_780_000_000_000;
const enrolled = (folder = dir) => enrolCommune(api, new StateFolder(folder), INSTALLED);
const accounts = [...new Set(STATIONS.map((s) => s.gateway ?? s.id))];

describe('enrolling the commune', () => {
  it('tells the hub of everything, all of it simulated, and keeps a secret for each account', async () => {
    const { fresh, communes } = await enrolled();
    expect(fresh.size).toBe(44);
    expect(new Set(communes.values())).toEqual(new Set([COMMUNE_CODE]));
    expect(hub.commune).toMatchObject({ name: 'Xã Yên Lộc', simulated: true });
    expect([...hub.gateways.keys()].sort()).toEqual(Object.keys(GATEWAYS).sort());
    const devices = [...hub.devices.values()];
    expect(devices.every((d) => d.simulated && d.installedAt === INSTALLED && d.lat! > 20 && d.lon! > 106)).toBe(true);
    expect([...hub.gateways.values()].every((g) => g.simulated)).toBe(true);
    const state = new StateFolder(dir);
    for (const account of accounts) expect(state.secret(account)).toBe(hub.secrets.get(account));
  });

  it('brings the land along: fields with their owners, water, and a site for each station', async () => {
    await enrolled();
    const counts = Object.fromEntries([...hub.things].map(([kind, things]) => [kind, things.length]));
    expect(counts).toMatchObject({ hamlet: 8, block: 4, canal: 5, structure: 8, site: 44, camera: 4, source: 6 });
    const sources = hub.things.get('source')!.map(({ id }) => id);
    expect(hub.sourceRecords.size).toBe(6);
    for (const { source } of hub.sourceRecords.values()) expect(sources).toContain(source);
    const plots = hub.things.get('plot')!;
    expect(plots.length).toBeGreaterThanOrEqual(40);
    const names = new Set(hub.people.map(({ name }) => name));
    expect(plots.every(({ owner }) => names.has(owner as string))).toBe(true);
    // water comes at hours, past a probe that tells how salty it is
    for (const { watched, hours } of hub.things.get('block')!) {
      expect(hub.devices.get(watched as string)!.profile).toBe('salinity-station');
      expect(hours).toEqual([{ from: 240, to: 1320 }]);
    }
    expect(plots.filter(({ crop, sownOn }) => crop === 'rice' && sownOn === undefined)).toHaveLength(1);
    const sites = hub.things.get('site')!;
    for (const probe of ['ruong-trung', 'ruong-dong', 'ruong-hau', 'dat-co'])
      expect(plots.map(({ id }) => id)).toContain(sites.find(({ id }) => id === probe)!['plot']);
    for (const { id, site } of hub.devices.values()) expect(site).toBe(id);
  });

  it('changes nothing the second time', async () => {
    await enrolled();
    const before = [new Map(hub.secrets), structuredClone(hub.things), [...hub.people]];
    expect((await enrolled()).fresh.size).toBe(0);
    expect([hub.secrets, hub.things, hub.people]).toEqual(before);
  });

  it('asks for new secrets where the folder is lost', async () => {
    await enrolled();
    const other = join(dir, 'other');
    await enrolled(other);
    for (const account of accounts) expect(new StateFolder(other).secret(account)).toBe(hub.secrets.get(account));
  });

  it('leaves alone what somebody has retired', async () => {
    await enrolled();
    hub.devices.get('dat-co')!.state = 'retired';
    expect([...(await enrolled()).retired]).toEqual(['dat-co']);
  });

  it('does not mix into a real commune', async () => {
    await enrolled();
    hub.commune = { ...hub.commune!, name: 'Xã Thật', simulated: false };
    await expect(enrolled()).rejects.toThrow(RealCommuneError);
    await expect(enrolled()).rejects.toThrow(/Xã Thật/);
    expect(hub.commune).toMatchObject({ name: 'Xã Thật', simulated: false });
  });
});

describe("the hub's answers", () => {
  it('a refusal keeps its code and words', async () => {
    const device = { id: 'x y', profile: 'generic', name: 'X', simulated: true, installedAt: 0 } as const;
    const refusal = await api.addDevice(device).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(HubRefusedError);
    expect(refusal).toMatchObject({ status: 400, code: 'invalid-input' });
  });
  it('nobody there is said in words', async () => {
    const { url } = hub;
    await hub.stop();
    const away = new HubApi(url);
    await expect(away.devices()).rejects.toThrow(HubUnreachableError);
    await expect(away.devices()).rejects.toThrow(/Hub đã chạy chưa/);
    expect(await away.healthy()).toBe(false);
    hub = await new StandInHub().start();
  });
});

describe('the state folder', () => {
  it('is for its owner alone, and survives being opened again', () => {
    const state = new StateFolder(join(dir, 'new'));
    state.keepSecret('a', 's');
    state.keepAlive(5);
    expect(statSync(join(dir, 'new', 'state.json')).mode & 0o077).toBe(0);
    const again = new StateFolder(join(dir, 'new'));
    expect([again.secret('a'), again.secret('b'), again.alive]).toEqual(['s', undefined, 5]);
  });
  it('takes a broken file for none', () => {
    writeFileSync(join(dir, 'state.json'), '{"secrets":');
    const state = new StateFolder(dir);
    expect([state.secret('a'), state.alive]).toEqual([undefined, undefined]);
  });
});
