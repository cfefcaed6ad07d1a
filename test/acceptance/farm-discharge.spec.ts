import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BlockDay, type FarmPage, type FindingOf, type NoticesItem, STREAM } from '#hub/contracts';
import {
  anIncident,
  appendToLog,
  changed,
  eventually,
  found,
  readLog,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';
import { PLOT, setDryField } from './dry-field.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let hub: TestHub;
let farmer: TestPerson;
let neighbour: TestPerson;
let finding: FindingOf<'discharge'>;

const adviceOf = async (who: TestPerson) =>
  ((await (await who.fetch('/api/farm')).json()) as FarmPage).plots[0]?.advice;
const isFarmNotice = (item: NoticesItem) => item.type === 'farm' && /^farm (foul|clear) /.test(item.id);
/** The hub dies, its log is given what another part would have written, and it begins again. */
async function afterDeath(write: () => Promise<void>) {
  await hub.kill9();
  await write();
  await hub.restart();
}

beforeAll(async () => {
  ({ hub, farmer, neighbour } = await setDryField());
  const now = Date.now();
  finding = {
    ...{ id: 'd-1', kind: 'discharge', commune: '00000', target: 'mast-1', targets: ['mast-1'], score: 65 },
    ...{ startedAt: now - 20 * MINUTE, updatedAt: now - 5 * MINUTE, reasons: [], gates: [], simulated: false },
    sources: [{ source: 'lo-bun', share: 0.9, minutes: 30, reasons: [] }],
    plots: [{ plot: PLOT, at: now + HOUR, estimated: false }],
  };
  await afterDeath(() => appendToLog(hub.dir, STREAM.findings, [found(finding)]));
  await eventually(
    'advice to irrigate',
    () => adviceOf(farmer),
    (advice) => advice?.verdict === 'irrigate',
    30_000,
  );
}, 90_000);
afterAll(() => hub?.stop());

describe('a farmer below a discharge', () => {
  const about = { cause: 'water' as const, target: 'mast-1', targets: ['mast-1'] };

  it('reads that no water is to be taken as soon as somebody has taken the incident, in the middle of a restart', async () => {
    const acknowledgement = { by: 'Chị Ba', at: Date.now() };
    const incident = anIncident('water:1', { ...about, startedAt: finding.startedAt, acknowledgement });
    await afterDeath(() => appendToLog(hub.dir, STREAM.alerts, [changed('acknowledged', incident)]));
    const advice = await eventually(
      'the verdict',
      () => adviceOf(farmer),
      (one) => one?.verdict === 'no-intake',
      30_000,
    );
    expect(advice).toMatchObject({ urgent: true, foul: { at: finding.plots[0]!.at, estimated: false } });
    expect(advice!.why.vi).toMatch(/^Nghi có nước thải trong kênh, tới ruộng khoảng \d\d:\d\d (hôm nay|ngày mai)\./);
    expect(advice!.hours).toBeUndefined();
    expect(JSON.stringify(advice)).not.toContain('lo-bun');
    expect((await adviceOf(neighbour))!.verdict).toBe('irrigate');
  });

  it('has no turn while it lasts, and the keeper of the block sees why', async () => {
    const { blocks } = (await (await hub.fetch('/api/farm/blocks')).json()) as { blocks: BlockDay[] };
    expect(blocks[0]!.advice.find(({ plot }) => plot === PLOT)).toMatchObject({ verdict: 'no-intake' });
    expect(blocks[0]!.turns.map(({ plot }) => plot)).not.toContain(PLOT);
  });

  it('is told once of each: of the water, and that it was none; and is advised as before', async () => {
    const verdict = { kind: 'false' as const, by: 'Chị Ba', at: Date.now(), cause: 'sensor' as const };
    const incident = anIncident('water:1', { ...about, startedAt: finding.startedAt, state: 'closed', verdict });
    await afterDeath(() => appendToLog(hub.dir, STREAM.alerts, [changed('marked-false', incident)]));
    await eventually(
      'advice as before',
      () => adviceOf(farmer),
      (advice) => advice?.verdict === 'irrigate',
      30_000,
    );
    await hub.kill9();
    const log = await readLog(hub.dir, STREAM.notices);
    const told = log.filter(isFarmNotice);
    // by night nobody is woken to hear that all is well
    const hour = new Date(Date.now() + 7 * HOUR).getUTCHours();
    expect(told).toHaveLength(hour >= 21 || hour < 5 ? 1 : 2);
    // who has no phone is written down as not reached
    const warned = log.flatMap((item) =>
      item.type === 'notice' && item.notice.id.startsWith('farm foul') ? item.notice : [],
    );
    expect(warned).toMatchObject([{ person: farmer.id, kind: 'irrigation', state: 'skipped' }]);
    await hub.restart();
  });
});
