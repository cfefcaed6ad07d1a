import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { FarmAnswer, FarmDeed, FarmPage, FarmPlot, FarmRecord } from '#hub/contracts';
import { eventually, type TestHub, type TestPerson } from '#hub/testkit';
import { PLOT, setDryField } from './dry-field.js';

const DAY = 86_400_000;

let hub: TestHub;
let farmer: TestPerson;
let neighbour: TestPerson;

const post = (body: unknown): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
});
const page = async (who: TestPerson = farmer) => (await (await who.fetch('/api/farm')).json()) as FarmPage;
const say = (deed: FarmDeed, more: Partial<FarmAnswer> = {}, who: TestPerson = farmer) =>
  who.fetch('/api/farm/answers', post({ key: randomUUID(), plot: PLOT, deed, at: Date.now(), ...more }));
const plotOf = async (until: (plot: FarmPlot) => boolean, what: string) => {
  const found = await eventually(
    what,
    async () => (await page()).plots.find(({ id }) => id === PLOT),
    (plot) => plot !== undefined && until(plot),
    30_000,
  );
  return found!;
};

/** m³ let in yesterday and today: the night is between them. */
const waterOf = ({ days }: FarmPlot) => days.slice(-2).reduce((sum, { irrigated = 0 }) => sum + irrigated, 0);

beforeAll(async () => {
  ({ hub, farmer, neighbour } = await setDryField());
}, 60_000);
afterAll(() => hub?.stop());

describe('a farmer whose field has run dry', () => {
  it('is told to pump, for how long, how much and why, of the own plot alone', async () => {
    const plot = await plotOf(({ advice }) => advice?.verdict === 'irrigate', 'advice to irrigate');
    expect(plot).toMatchObject({ name: 'Ruộng Gò', crop: 'rice', advice: { basis: 'measured', simulated: false } });
    const { advice, days } = plot;
    expect(advice!.level).toMatchObject({ limit: -15, target: 5 });
    // five hours after the tube's last word
    const cm = advice!.level!.cm;
    expect(cm).toBeLessThan(-14);
    expect(cm).toBeGreaterThan(-20);
    // 0.07 of what is below the ground and 5 cm over it on the plot's area, 80 % of what is taken comes there, by 35 m³/h
    const m3 = (((0.07 * -cm) / 100 + 0.05) * plot.areaM2) / 0.8;
    expect(advice!.m3).toBeGreaterThan(0.9 * m3);
    expect(advice!.m3).toBeLessThan(1.1 * m3);
    expect(advice!.hours).toBeCloseTo(m3 / 35, 0);
    expect(advice!.why.vi).toMatch(/^Nước cách mặt ruộng 1\d cm, /);
    expect(advice!.why.en).toMatch(/^The water is 1\d cm below the surface/);
    expect(advice!.sms).toMatch(/^Ruong Go: bom khoang /);
    expect(days.length).toBeGreaterThan(10);
    expect(days.at(-1)).toMatchObject({ measured: true, rain: 0 });
    const all = await page();
    expect(all.plots.map(({ id }) => id)).toEqual([PLOT]);
    expect(all).toMatchObject({
      areaUnits: [
        { vi: 'mẫu', m2: 3600 },
        { vi: 'sào', m2: 360 },
      ],
      cooperative: { name: 'Hợp tác xã Yên Lộc', phone: '0200 000 115' },
    });
  });

  it('lets a neighbour without a tube know by it, and says so', async () => {
    const { plots } = await eventually(
      'advice for the neighbour',
      () => page(neighbour),
      ({ plots: [plot] }) => plot?.advice !== undefined,
    );
    expect(plots[0]!.advice).toMatchObject({ verdict: 'irrigate', basis: 'borrowed' });
    expect(plots[0]!.advice!.notes.map(({ vi }) => vi).join(' ')).toMatch(/Tính theo ống đo ở thửa cách đây \d+ m/);
  });

  it('is believed: pumped once, the balance has the water, however often the phone says so', async () => {
    const key = randomUUID();
    const at = Date.now();
    const first = await say({ did: 'irrigated', hours: 4 }, { key, at });
    expect(first.status).toBe(201);
    const record = (await first.json()) as FarmRecord;
    expect(record).toMatchObject({ key, plot: PLOT, deed: { did: 'irrigated', hours: 4 } });
    const again = await say({ did: 'irrigated', hours: 4 }, { key, at });
    expect([again.status, await again.json()]).toEqual([201, record]);
    const other = await say({ did: 'irrigated', hours: 3 }, { key, at });
    expect([other.status, ((await other.json()) as { message: string }).message]).toEqual([
      409,
      'Mã này đã dùng cho một việc khác',
    ]);
    const plot = await plotOf((one) => waterOf(one) === 140, 'the water in the balance');
    expect(plot.answers.map(({ deed }) => deed)).toEqual([{ did: 'irrigated', hours: 4 }]);
    expect(plot.advice!.verdict).toBe('not-needed');
  });

  it('may take an answer back: the water is gone from the balance', async () => {
    const [answer] = (await page()).plots[0]!.answers;
    expect((await say({ did: 'taken-back', of: answer!.key })).status).toBe(201);
    const plot = await plotOf((one) => one.advice?.verdict === 'irrigate' && waterOf(one) === 0, 'advice as before');
    expect(plot.answers[0]!.deed).toEqual({ did: 'taken-back', of: answer!.key });
  });

  it('says what could not be, and what will not be true is refused in words', async () => {
    expect((await say({ did: 'could-not', obstacle: 'no-power' })).status).toBe(201);
    const early = await say({ did: 'irrigated', hours: 2 }, { at: Date.now() + DAY });
    expect([early.status, JSON.stringify(await early.json())]).toEqual([
      400,
      expect.stringContaining('chưa tới lúc đó'),
    ]);
    const nonsense = await say({ did: 'irrigated', hours: 500 } as FarmDeed);
    expect(nonsense.status).toBe(400);
  });

  it('has no say in the field of somebody else, and does not learn that it is there', async () => {
    const answer = await say({ did: 'irrigated', hours: 2 }, {}, neighbour);
    expect(answer.status).toBe(404);
  });
});
