import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { type HistoryEntry, type Plot, type Stay, topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { type Ask, type CommuneHub, type Problem, rectangle, startCommuneHub } from './commune.js';

let commune: CommuneHub;
let admin: Ask;

beforeAll(async () => {
  commune = await startCommuneHub();
  ({ admin } = commune);
});
afterAll(() => commune?.hub.stop());

interface Things {
  things: { id: string }[];
  total: number;
}
const idsOf = async (ask: Ask, path: string) => {
  const { status, body } = await ask<Things>(path);
  return status === 200 ? body.things.map(({ id }) => id) : status;
};

describe('a plot', () => {
  it('is added, changed from the version that was looked at, and taken out; its history stays', async () => {
    const plot = { id: 'thua-1', area: rectangle(0), crop: 'rice', hamlet: 'dong', block: 'khu-a' };
    const added = await admin<Plot>('/registry/plot', 'POST', plot);
    expect([added.status, added.body.version, added.body.areaM2]).toEqual([201, 1, expect.any(Number)]);
    const change = { version: 1, crop: 'maize' };
    expect((await admin('/registry/plot/thua-1', 'PATCH', change)).body).toEqual({
      ...added.body,
      ...change,
      version: 2,
    });
    const late = await admin<Problem>('/registry/plot/thua-1', 'PATCH', { version: 1, crop: 'fruit' });
    expect([late.status, late.body.error]).toEqual([409, 'changed-meanwhile']);
    expect(late.body.current).toMatchObject({ crop: 'maize', version: 2 });
    expect((await admin<Problem>('/registry/plot/thua-1', 'DELETE')).body.message).toMatch(/version/);
    expect((await admin('/registry/plot/thua-1?version=2', 'DELETE')).status).toBe(204);
    expect((await admin('/registry/plot/thua-1')).status).toBe(404);
    const { body } = await admin<{ entries: HistoryEntry[] }>('/registry/plot/thua-1/history');
    expect(body.entries.map(({ version, change: what, byName }) => [version, what, byName])).toEqual([
      [3, 'removed', 'Quản trị'],
      [2, 'changed', 'Quản trị'],
      [1, 'added', 'Quản trị'],
    ]);
    expect((await admin('/registry/plot/thua-9/history')).status).toBe(404);
  });

  it.each<[string, object, RegExp]>([
    ['without an outline', { id: 't', crop: 'rice' }, /area: còn thiếu/],
    ['of a crop that is none', { id: 't', crop: 'bread', area: rectangle(300) }, /crop: chọn một trong: rice/],
    ['in a hamlet that is none', { id: 't', crop: 'rice', area: rectangle(300), hamlet: 'x' }, /không có thôn "x"/],
    ['outside', { id: 't', crop: 'rice', area: rectangle(20_000) }, /nằm ngoài địa giới xã/],
    ['with more than a plot has', { id: 't', crop: 'rice', area: rectangle(300), colour: 'red' }, /"colour"/],
  ])('%s is refused in words', async (_what, plot, says) => {
    const { status, body } = await admin<Problem>('/registry/plot', 'POST', plot);
    expect([status, body.error]).toEqual([400, 'invalid-input']);
    expect(body.message).toMatch(says);
  });

  it('keeps its hamlet from being taken out', async () => {
    await admin('/registry/plot', 'POST', { id: 'thua-2', area: rectangle(300), crop: 'rice', hamlet: 'doai' });
    const { status, body } = await admin<Problem>('/registry/hamlet/doai?version=1', 'DELETE');
    expect([status, body.error]).toEqual([409, 'in-use']);
    expect(body.message).toMatch(/Thôn "doai" đang được dùng bởi: thửa ruộng thua-2/);
  });
});

describe('who sees what', () => {
  beforeAll(async () => {
    const plot = (id: string, x: number, more: object) => ({ id, area: rectangle(x), crop: 'rice', ...more });
    await admin('/registry/plot', 'POST', plot('d-1', 1000, { hamlet: 'dong', block: 'khu-a' }));
    await admin('/registry/plot', 'POST', plot('d-2', 1200, { hamlet: 'dong' }));
    await admin('/registry/plot', 'POST', plot('b-1', 1400, { hamlet: 'doai', block: 'khu-a' }));
  });

  it('a village head: what lies in the hamlet', async () => {
    const { ask } = await commune.as('village-head', 'hamlet', 'dong');
    expect(await idsOf(ask, '/registry/plot')).toEqual(['d-1', 'd-2']);
    expect(await idsOf(ask, '/registry/hamlet')).toEqual(['dong']);
    expect(await idsOf(ask, '/registry/plot?hamlet=doai')).toEqual([]);
    expect((await ask('/registry/plot/d-1')).status).toBe(200);
    for (const path of ['/registry/plot/b-1', '/registry/plot/b-1/history', '/registry/plot/nothing'])
      expect((await ask<Problem>(path)).status).toBe(404);
    expect((await ask('/registry/plot/d-1', 'PATCH', { version: 1, crop: 'maize' })).status).toBe(403);
    expect((await ask('/registry/plot/d-1/own-name', 'PUT', { ownName: 'x' })).status).toBe(403);
  });

  it('a water-turn keeper: the block', async () => {
    const { ask } = await commune.as('water-turn-keeper', 'block', 'khu-a');
    expect(await idsOf(ask, '/registry/plot')).toEqual(['b-1', 'd-1']);
    expect(await idsOf(ask, '/registry/block')).toEqual(['khu-a']);
    expect(await idsOf(ask, '/registry/canal')).toEqual([]);
  });

  it('a farmer: the own plot, and may give it a name of his own', async () => {
    const { ask } = await commune.as('farmer', 'plot', 'd-2');
    expect(await idsOf(ask, '/registry/plot')).toEqual(['d-2']);
    const named = await ask<Plot>('/registry/plot/d-2/own-name', 'PUT', { ownName: ' Ruộng ngõ ' });
    expect([named.status, named.body.ownName, named.body.version]).toEqual([200, 'Ruộng ngõ', 2]);
    expect((await ask('/registry/plot/d-1/own-name', 'PUT', { ownName: 'x' })).status).toBe(404);
    expect((await ask('/registry/plot/d-2/own-name', 'PUT', { ownName: '' })).status).toBe(400);
    expect((await ask<Plot>('/registry/plot/d-2/own-name', 'PUT', { ownName: null })).body).not.toHaveProperty(
      'ownName',
    );
  });

  it('a resident and a stranger: nothing', async () => {
    const { ask } = await commune.as('resident', 'commune', '26734');
    expect(await idsOf(ask, '/registry/plot')).toBe(403);
    expect((await fetch(`${commune.hub.url}/api/registry/plot`)).status).toBe(401);
  });
});

describe('what is registered beside', () => {
  it('keeps its versions, too', async () => {
    await commune.hub.addDevice('kenh-1', { profile: 'canal-level' });
    await admin('/devices/kenh-1', 'PATCH', { version: 1, place: 'cọc 1' });
    expect((await admin<Problem>('/devices/kenh-1', 'PATCH', { version: 1, place: 'cọc 2' })).body.error).toBe(
      'changed-meanwhile',
    );
    const gateway = { id: 'box', codec: 'tasmota', name: 'Hộp' };
    await admin('/gateways', 'POST', gateway);
    await admin('/gateways/box', 'DELETE');
    await admin('/gateways', 'POST', gateway);
    const { body: profile } = await admin('/profiles/canal-level');
    expect((await admin('/profiles/canal-level', 'PUT', { ...profile, vi: 'Máy đo mực nước' })).status).toBe(200);
    expect((await admin<Problem>('/profiles/canal-level', 'PUT', { ...profile, vi: 'Khác' })).status).toBe(409);
    expect((await admin<Problem>('/profiles/other', 'PUT', profile)).body.message).toMatch(/id: phải là "other"/);
    expect((await admin<Problem>('/profiles/canal-level', 'DELETE')).body.message).toMatch(/thiết bị kenh-1/);
    const versions = async (path: string) =>
      (await admin<{ entries: HistoryEntry[] }>(path)).body.entries.map((e) => [e.version, e.change]);
    expect(await versions('/devices/kenh-1/history')).toEqual([
      [2, 'changed'],
      [1, 'added'],
    ]);
    expect(await versions('/gateways/box/history')).toEqual([
      [3, 'restored'],
      [2, 'removed'],
      [1, 'added'],
    ]);
    expect(await versions('/profiles/canal-level/history')).toEqual([
      [2, 'changed'],
      [1, 'added'],
    ]);
    expect(await versions('/commune/history')).toEqual([[1, 'added']]);
    expect((await admin('/devices/nobody/history')).status).toBe(404);
  });
});

describe('a site', () => {
  it('has the history of the devices that stood there, each in its time', async () => {
    await admin('/registry/site', 'POST', { id: 'coc-5', name: 'Cọc 5', hamlet: 'dong', lat: 20.9, lon: 106.3 });
    const now = Date.now();
    const told = async (id: string, values: [at: number, level: number][]) => {
      const { device, secret } = await commune.hub.addDevice(id, {
        ...{ profile: 'canal-level', site: 'coc-5', installedAt: now - 3_600_000 },
      });
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${commune.hub.mqttPort}`, {
        username: id,
        password: secret,
      });
      const packets = values.map(([ts, water_level]) => ({ ts, water_level }));
      await client.publishAsync(topics.telemetry(device.commune, id), JSON.stringify(packets), { qos: 1 });
      await client.endAsync();
      await eventually(
        `readings of ${id}`,
        () => admin<{ points: unknown[] }>(`/readings?device=${id}&metric=water_level&from=${now - 3_600_000}`),
        ({ body }) => body.points.length === values.length,
      );
    };
    await told('cu', [
      [now - 2_000_000, 1],
      [now - 1_000_000, 1.1],
    ]);
    expect((await admin('/devices/cu')).body).toMatchObject({ hamlet: 'Thôn Đông', lat: 20.9 });
    await admin('/devices/cu', 'DELETE');
    await told('moi', [[now - 500, 1.2]]);

    const { body } = await admin<{ stays: Stay[] }>('/sites/coc-5/devices');
    expect(body.stays).toEqual([
      { device: 'cu', from: now - 3_600_000, to: expect.any(Number) },
      { device: 'moi', from: now - 3_600_000 },
    ]);
    const history = await admin<{ points: { value: number; device: string }[] }>(
      `/sites/coc-5/readings?metric=water_level&from=${now - 3_600_000}`,
    );
    expect(history.body.points.map(({ value, device }) => [value, device])).toEqual([
      [1, 'cu'],
      [1.1, 'cu'],
      [1.2, 'moi'],
    ]);
    expect((await admin('/sites/nowhere/readings?metric=water_level')).status).toBe(404);
    const { ask } = await commune.as('village-head', 'hamlet', 'doai');
    expect((await ask('/sites/coc-5/readings?metric=water_level')).status).toBe(404);
  });
});
