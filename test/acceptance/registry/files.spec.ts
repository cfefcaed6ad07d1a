import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportAnswer } from '#hub/contracts';
import { plotsFile } from '../../../libs/registry/src/testing/plots-file.js';
import { type Ask, type CommuneHub, type Problem, startCommuneHub } from './commune.js';

let commune: CommuneHub;
let admin: Ask;

beforeAll(async () => {
  commune = await startCommuneHub();
  ({ admin } = commune);
  for (let i = 1; i <= 5; i++) await admin('/registry/hamlet', 'POST', { id: `thon-${i}`, name: `Thôn ${i}` });
  for (let i = 1; i <= 7; i++) await admin('/registry/block', 'POST', { id: `khu-${i}`, name: `Cánh đồng ${i}` });
});
afterAll(() => commune?.hub.stop());

const JSON_TYPE = 'application/geo+json';
/** As the page of the desk sends a file that somebody chose. */
async function send<T = ImportAnswer>(query: string, body: string | Uint8Array, type = 'text/csv') {
  const response = await commune.hub.fetch(`/api/registry/${query}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body as NonNullable<RequestInit['body']>,
  });
  return { status: response.status, body: (await response.json()) as T };
}

function geoJson(plots: number): string {
  const features = plotsFile(3, plots, 0).plots.map(({ ring, owner: _, ...properties }) => {
    const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
    return { type: 'Feature', properties, geometry };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

describe('a file of plots', () => {
  it('is looked at, taken in while others are answered, and comes out again', async () => {
    const file = geoJson(3000);
    const look = await send('plot/import?format=geojson&dryRun=true', file, JSON_TYPE);
    expect([look.status, look.body.ready, look.body.bad, look.body.imported]).toEqual([200, 3000, [], false]);
    expect(look.body.things).toHaveLength(1000);
    expect((await admin<{ total: number }>('/registry/plot')).body.total).toBe(0);

    let done = false;
    const importing = send('plot/import?format=geojson', file, 'application/json').finally(() => (done = true));
    let answered = 0;
    while (!done) {
      await fetch(`${commune.hub.url}/api/health`);
      answered++;
    }
    expect((await importing).body).toMatchObject({ added: 3000, imported: true });
    // one that waits for the whole import would have been alone
    expect(answered).toBeGreaterThan(10);
    expect((await admin<{ total: number }>('/registry/plot?search=thua-29')).body.total).toBe(111);

    for (const [format, type] of [
      ['csv', 'text/csv; charset=utf-8'],
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['geojson', 'application/geo+json'],
    ]) {
      const response = await commune.hub.fetch(`/api/registry/plot/export?format=${format}`);
      const { headers } = response;
      expect([headers.get('content-type')?.replace(/; charset.*/i, ''), headers.get('content-disposition')]).toEqual([
        type!.replace(/; charset.*/, ''),
        `attachment; filename=plot.${format}`,
      ]);
      const again = await send(`plot/import?format=${format}`, new Uint8Array(await response.arrayBuffer()), type);
      expect([again.body.bad, again.body.rows, again.body.added]).toEqual([[], 3000, 0]);
    }
    expect((await admin<{ version: number }>('/registry/plot/thua-1')).body.version).toBe(1);
  });

  it('with wrong rows is not taken in, unless they are to be left out', async () => {
    const csv = 'Mã;Tên\nbac;Thôn Bắc\nthôn nam;Thôn Nam\ntay;\n';
    const wrong = [
      { row: 3, id: 'thôn nam', field: 'id', problem: expect.stringMatching(/chữ không dấu/) },
      { row: 4, id: 'tay', field: 'name', problem: 'còn thiếu' },
    ];
    const refused = await send('hamlet/import?format=csv', csv);
    expect([refused.status, refused.body]).toMatchObject([200, { rows: 3, ready: 1, imported: false, bad: wrong }]);
    expect((await admin('/registry/hamlet/bac')).status).toBe(404);
    const taken = await send('hamlet/import?format=csv&skipBad=true', csv);
    expect(taken.body).toMatchObject({ rows: 3, added: 1, imported: true, bad: wrong });
    expect((await admin('/registry/hamlet/bac')).status).toBe(200);
  });

  it.each<[what: string, query: string, body: string, status: number, error: string]>([
    ['of no kind', 'house/import?format=csv', 'a;b', 404, 'not-found'],
    ['of no format', 'plot/import?format=dwg', 'a;b', 400, 'invalid-input'],
    ['with a meridian between two', 'plot/import?format=csv&meridian=105.8', 'a;b', 400, 'invalid-input'],
    ['that is none', 'plot/import?format=xlsx', 'a;b', 422, 'unreadable-file'],
    ['that is empty', 'plot/import?format=csv', '', 400, 'empty-file'],
    ['that is too large', 'plot/import?format=csv', 'x'.repeat(20 * 1024 * 1024 + 1), 413, 'too-large'],
  ])('%s is refused in words', async (_what, query, body, status, error) => {
    const answer = await send<Problem>(query, body);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.body.message).toMatch(/\p{L}/u);
  });

  it('is brought by nobody but who may, and shows a village head the hamlet’s', async () => {
    const { ask } = await commune.as('village-head', 'hamlet', 'thon-2');
    expect((await ask('/registry/plot/import?format=csv', 'POST')).status).toBe(403);
    const { body } = await ask<{ features: { properties: { hamlet: string } }[] }>(
      '/registry/plot/export?format=geojson',
    );
    expect(body.features).toHaveLength(600);
    expect(new Set(body.features.map(({ properties }) => properties.hamlet))).toEqual(new Set(['thon-2']));
    expect((await fetch(`${commune.hub.url}/api/registry/plot/export?format=csv`)).status).toBe(401);
  });

  it('of VN-2000 needs no meridian where the province has one', async () => {
    const { body } = await admin<{ provinces: unknown[]; suggested: number[] }>('/registry/meridians');
    expect([body.provinces.length, body.suggested]).toEqual([34, [105.5]]);
    const site = 'id;name;x;y\ncoc;Cọc;2312345,6;583210,4\n';
    const { body: answer } = await send('site/import?format=csv&crs=vn2000&dryRun=true', site);
    expect(answer.bad).toEqual([]);
    expect(answer.things).toMatchObject([{ lat: expect.closeTo(20.9, 1), lon: expect.closeTo(106.3, 1) }]);
  });
});
