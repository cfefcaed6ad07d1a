import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Incident, STREAM } from '#hub/contracts';
import { appendToLog, eventually, startHub, type TestHub } from '#hub/testkit';
import { setSmokeStage, smokeHours } from './smoke-stage.js';

let hub: TestHub;

beforeAll(async () => {
  hub = await startHub();
  const stage = await setSmokeStage(hub);
  await hub.kill9();
  await appendToLog(
    hub.dir,
    STREAM.readings,
    smokeHours(stage, Date.now(), (before) => (before < 40 ? 140 : 0)),
  );
  await hub.restart();
}, 60_000);
afterAll(() => hub?.stop());

describe('smoke at one of five stations', () => {
  it('is one incident for people, as a suspicion and in the hub’s words', async () => {
    const { incidents } = await eventually(
      'an incident of fire',
      async () => (await (await hub.fetch('/api/incidents?cause=fire')).json()) as { incidents: Incident[] },
      ({ incidents: found }) => found.some(({ severity }) => severity === 'warning'),
      30_000,
    );
    expect(incidents).toHaveLength(1);
    const [fire] = incidents;
    expect(fire).toMatchObject({ cause: 'fire', target: 'kk-1', simulated: false });
    expect(fire!.text.sentence).toMatch(/khu vực nghi ngờ, chưa xác minh/);
    const { alerts } = (await (await hub.fetch('/api/alerts?target=kk-1')).json()) as { alerts: { rule: string }[] };
    expect(alerts.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['burning-suspected', 'burning-likely']));
  });
});
