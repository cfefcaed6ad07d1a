import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FarmNotice, FindingChange, FindingOf, Incident, IncidentTransition } from '#hub/contracts';
import { SMS_LENGTH } from '#hub/service-kit';
import { DischargeStage } from '../testing/discharge-stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 12:00 in Vietnam. */
const NOON = Date.UTC(2026, 10, 27, 5);

const discharge = (over: Partial<FindingOf<'discharge'>> = {}): FindingOf<'discharge'> => ({
  ...{ id: 'd-1', kind: 'discharge', commune: '26734', target: 'tram', targets: ['tram'], simulated: false },
  ...{ startedAt: NOON, updatedAt: NOON + 10 * MINUTE, score: 65, reasons: [], gates: [] },
  sources: [{ source: 'lo-bun', share: 0.8, minutes: 40, reasons: [] }],
  plots: ['t-1', 't-2', 'n-1', 'n-2', 'n-3', 'n-4'].map((plot, i) => ({
    ...{ plot, at: NOON + 140 * MINUTE + i * MINUTE, estimated: false },
  })),
  ...over,
});
const found = (finding: FindingOf<'discharge'>, change: FindingChange['change'] = 'found'): FindingChange => ({
  ...{ type: 'finding', change, finding, at: finding.updatedAt },
});
const over = (finding: FindingOf<'discharge'>): FindingChange =>
  found({ ...finding, endedAt: finding.updatedAt }, 'over');
const doubted = (metric: string, low: boolean): FindingChange => ({
  ...{ type: 'finding', change: low ? 'found' : 'over', at: NOON },
  finding: {
    ...{ id: `trust-${metric}`, kind: 'trust', commune: '26734', target: 'tram', targets: ['tram'], metric, low },
    ...{ startedAt: NOON, updatedAt: NOON, score: low ? 40 : 90, reasons: [], simulated: false },
    ...(!low && { endedAt: NOON }),
  },
});
const incident = (more: Partial<Incident> = {}): IncidentTransition => ({
  ...{ type: 'incident', change: 'acknowledged', at: NOON },
  incident: {
    ...{ id: 'i-1', cause: 'water', target: 'tram', targets: ['tram'], startedAt: NOON, simulated: false, ...more },
  } as Incident,
});
const taken = { acknowledgement: { by: 'Chị Ba', at: NOON } };
const none = { ...taken, verdict: { kind: 'false' as const, by: 'Chị Ba', at: NOON + HOUR } };

let stage: DischargeStage;
const who = ({ person }: FarmNotice) => Object.entries(stage.people).find(([, id]) => id === person)?.[0];
const verdicts = async () => [...(await stage.foul()).keys()].sort();

beforeEach(async () => {
  stage = await DischargeStage.open(NOON + 15 * MINUTE);
});
afterEach(() => stage.close());

describe('waste water that nobody has confirmed', () => {
  it('is told to nobody while it rests on two signs', async () => {
    expect(await stage.findings([found(discharge())])).toEqual([]);
    expect(await stage.alerts([incident({})])).toEqual([]);
    expect(await stage.pass(30)).toEqual([]);
    expect(await verdicts()).toEqual([]);
  });
  it('is told at once where all signs say so', async () => {
    await stage.findings([found(discharge())]);
    const told = await stage.findings([found(discharge({ score: 85, updatedAt: NOON + 15 * MINUTE }), 'changed')]);
    expect(told.map(who).sort()).toEqual(['farmer', 'keeper', 'other']);
    expect(stage.changes).toBeGreaterThan(0);
  });
  it('waits for a person where one of its probes is doubted', async () => {
    await stage.findings([doubted('do', true)]);
    expect(await stage.findings([found(discharge({ score: 100 }))])).toEqual([]);
    expect(await stage.alerts([incident(taken)])).toHaveLength(3);
  });
  it('is told once the probe is well again', async () => {
    await stage.findings([doubted('do', true), found(discharge({ score: 100 }))]);
    const told = await stage.findings([
      doubted('do', false),
      found(discharge({ score: 100, updatedAt: NOON + 20 * MINUTE }), 'changed'),
    ]);
    expect(told).toHaveLength(3);
  });
  it('of another kind of data is nobody’s: simulated values warn no real farmer', async () => {
    const practice = { simulated: true, score: 100 };
    expect(await stage.findings([found(discharge(practice))])).toEqual([]);
    expect(await verdicts()).toEqual([]);
  });
});

describe('once somebody has taken its incident', () => {
  beforeEach(async () => {
    await stage.findings([found(discharge())]);
    await stage.alerts([incident(taken)]);
  });

  it('each household is told once of all its plots, the keeper of his blocks and of plots without an owner', async () => {
    const [keeper, farmer, other] = ['keeper', 'farmer', 'other'].map(
      (name) => stage.notices.find((one) => who(one) === name)!,
    );
    expect(stage.notices).toHaveLength(3);
    expect(stage.notices.every(({ urgent }) => urgent)).toBe(true);
    expect(farmer!.body.vi).toBe(
      'Ruộng Gò, Cửa Đình: đừng lấy nước từ Kênh Giữa đến khi có tin mới: nghi có nước thải, tới ruộng khoảng 14:22 hôm nay.',
    );
    expect(farmer!.sms).toBe(
      'Ruong Go, Cua Dinh: dung lay nuoc tu Kenh Giua den khi co tin moi: nghi co nuoc thai, toi ruong khoang 14:22 hom nay.',
    );
    expect(farmer).toMatchObject({ url: '/farm?thua=n-1', instead: stage.people['keeper'] });
    expect(other!.body.en).toMatch(/^Plot n-3: take no water from Kênh Giữa until you are told/);
    // t-1 and t-2 of his block, and n-4, which has no owner
    expect(keeper!.body.vi).toMatch(/^Thửa t-1, Thửa t-2, Thửa n-4: /);
    expect(keeper!.url).toBe('/farm/khu');
    for (const { title, body, sms } of stage.notices) {
      expect(`${title.vi} ${body.vi} ${body.en} ${sms}`).not.toMatch(/lo-bun/);
      expect(sms.length).toBeLessThanOrEqual(SMS_LENGTH);
      expect(sms).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('nobody is told again, whatever comes of it, and whenever the hub restarts', async () => {
    stage.restart();
    expect(await stage.findings([found(discharge({ updatedAt: NOON + 25 * MINUTE }), 'changed')])).toEqual([]);
    stage.restart();
    expect(await stage.pass(60)).toEqual([]);
    expect(await verdicts()).toEqual(['n-1', 'n-2', 'n-3', 'n-4', 't-1', 't-2']);
  });

  it('it is taken back once, when the last of it is past the fields, and not when the station is clean', async () => {
    const last = discharge({ updatedAt: NOON + 90 * MINUTE });
    stage.clock.at = NOON + 150 * MINUTE;
    expect(await stage.findings([over(last)])).toEqual([]);
    expect((await stage.foul()).get('n-1')!.until).toBeGreaterThan(NOON + 90 * MINUTE + 142 * MINUTE);
    stage.restart();
    const cleared = await stage.pass(6 * 60);
    expect(cleared.map(who).sort()).toEqual(['farmer', 'keeper', 'other']);
    expect(cleared.every(({ urgent }) => !urgent)).toBe(true);
    expect(cleared.find((one) => who(one) === 'farmer')!.body.vi).toMatch(/^Ruộng Gò, Cửa Đình: lấy nước lại được\./);
    // of 142 minutes' way 40 % later than the clean water at the station
    expect(cleared[0]!.at).toBeGreaterThanOrEqual(NOON + 90 * MINUTE + 140 * MINUTE * 1.4);
    stage.restart();
    expect(await stage.pass(120)).toEqual([]);
    expect(await verdicts()).toEqual([]);
  });

  it('nobody is told that it is past while its station is silent, nor that water may be taken in the end', async () => {
    const lost = { ...discharge({ updatedAt: NOON + 40 * MINUTE }), lost: true as const };
    stage.clock.at = NOON + 110 * MINUTE;
    expect(await stage.findings([over(lost)])).toEqual([]);
    expect((await stage.foul()).get('n-1')).not.toHaveProperty('until');
    stage.restart();
    expect(await stage.pass(8 * 60)).toEqual([]);
    const told = await stage.pass(24 * 60);
    expect(told.map(who).sort()).toEqual(['farmer', 'keeper', 'other']);
    for (const { title, body, sms } of told) {
      expect(title).toEqual({ vi: 'Chưa rõ nước thải đã hết chưa', en: 'Nobody knows whether it is past' });
      expect(body.vi).toMatch(/: trạm đo mất tín hiệu, chưa biết nước thải đã hết hay chưa\. Xem màu, mùi nước/);
      expect(`${body.vi} ${sms}`).not.toMatch(/lấy nước lại được|lay nuoc lai duoc/);
      expect(sms.length).toBeLessThanOrEqual(SMS_LENGTH);
    }
    expect(await verdicts()).toEqual([]);
  });

  it('it is taken back as any other where its station came back clean', async () => {
    const lost = { ...discharge({ updatedAt: NOON + 40 * MINUTE }), lost: true as const };
    await stage.findings([over(lost)]);
    stage.clock.at = NOON + 5 * HOUR;
    const clean = discharge({ updatedAt: NOON + 40 * MINUTE, endedAt: NOON + 4 * HOUR });
    expect(await stage.findings([found(clean, 'over')])).toEqual([]);
    const cleared = await stage.pass(4 * 60);
    expect(cleared.find((one) => who(one) === 'farmer')!.body.vi).toMatch(/^Ruộng Gò, Cửa Đình: lấy nước lại được\./);
  });

  it('it is taken back at once where it was none, and says so', async () => {
    const cleared = await stage.alerts([incident(none)]);
    expect(cleared.map(({ body }) => body.vi)).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/đã được kiểm tra: không phải/)),
    );
    expect(await verdicts()).toEqual([]);
    expect(await stage.findings([found(discharge({ updatedAt: NOON + 70 * MINUTE }), 'changed')])).toEqual([]);
  });

  it('by night nobody is woken to hear that it is past', async () => {
    stage.clock.at = NOON + 10 * HOUR;
    expect(await stage.alerts([incident(none)])).toEqual([]);
    stage.restart();
    const cleared = await stage.pass(8 * 60);
    expect(cleared).toHaveLength(3);
    expect((cleared[0]!.at / HOUR + 7) % 24).toBeCloseTo(5, 1);
  });
});

describe('the hub that ends in the middle', () => {
  it('tells once, whether what it told was committed or not', async () => {
    await stage.findings([found(discharge())]);
    await stage.alerts([incident(taken)], true);
    expect(stage.notices).toEqual([]);
    stage.restart();
    await stage.alerts([incident(taken)]);
    expect(stage.notices).toHaveLength(3);
    // a batch that failed without a restart leaves no trace
    await stage.alerts([incident(none)], true);
    expect(await stage.alerts([incident(none)])).toHaveLength(3);
  });
  it('tells late what is still on its way, and nothing of what is past', async () => {
    stage.clock.at = NOON + 3 * HOUR;
    await stage.findings([found(discharge({ updatedAt: NOON + HOUR })), over(discharge({ updatedAt: NOON + HOUR }))]);
    const late = await stage.alerts([incident(taken)]);
    expect(late.find((one) => who(one) === 'farmer')!.body.vi).toMatch(
      /đừng lấy nước từ Kênh Giữa đến khoảng \d\d:\d\d hôm nay: nghi có nước thải, có thể đã tới ruộng từ 14:22/,
    );
    await stage.pass(12 * 60);
    const count = stage.notices.length;
    stage.restart();
    await stage.alerts([incident(taken)]);
    expect(stage.notices).toHaveLength(count);
  });
});

describe('plots far down the canal', () => {
  it('are told half a day before it gets there', async () => {
    const far = discharge({ score: 100, plots: [{ plot: 'n-3', at: NOON + 40 * HOUR, estimated: true }] });
    expect(await stage.findings([found(far)])).toEqual([]);
    stage.clock.at = NOON + 11 * HOUR;
    const told = await stage.pass(2 * 60);
    expect(told.map(who)).toEqual(['other']);
    expect(told[0]!.sms).toMatch(/toi ruong khoang 04:00 ngay mai/);
  });
});
