import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Handover } from '#hub/contracts';
import { addPerson, startHub, type TestHub, type TestPerson } from '#hub/testkit';

const HOUR = 3_600_000;

describe('a shift', () => {
  let hub: TestHub;
  let hanh: TestPerson;
  let sau: TestPerson;
  let lam: TestPerson;
  const say = async <T>(who: TestPerson, method: string, path: string, body?: unknown) => {
    const answer = await who.send(method, `/api/handovers${path}`, body);
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const to = Date.now();
  const shift = { from: to - 8 * HOUR, to, summary: 'Ba việc, hai đã xong.', note: 'Cống số 2 kẹt, đã báo thợ' };

  beforeAll(async () => {
    hub = await startHub();
    const operator = [{ role: 'operator', scope: { kind: 'commune', id: '*' } as const }];
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: operator });
    sau = await addPerson(hub, { name: 'Trần Văn Sáu', grants: operator });
    lam = await addPerson(hub, { name: 'Phạm Văn Lâm', grants: operator });
  }, 60_000);
  afterAll(() => hub?.stop());

  it('is given with its summary and taken by one alone, also where two are quick', async () => {
    const given = await say<Handover>(hanh, 'POST', '', shift);
    expect(given).toMatchObject({ status: 201, body: { by: 'Lê Thị Hạnh', ...shift } });
    const own = await say<{ message: string }>(hanh, 'POST', `/${given.body.id}/take`);
    expect([own.status, own.body.message]).toEqual([409, 'Người giao ca không tự nhận ca của mình']);
    const both = await Promise.all([sau, lam].map((who) => say<Handover>(who, 'POST', `/${given.body.id}/take`)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = both.find(({ status }) => status === 200)!.body.taken!.by;
    const loser = both.find(({ status }) => status === 409)!.body as unknown as { message: string };
    expect(loser.message).toBe(`${winner} đã nhận ca này`);
    const { body } = await say<{ handovers: Handover[] }>(hanh, 'GET', '');
    expect(body.handovers[0]).toMatchObject({ note: shift.note, taken: { by: winner } });
  });

  it('of no time, of more than two days, or that nobody gave is none', async () => {
    expect((await say(hanh, 'POST', '', { ...shift, to: shift.from })).status).toBe(400);
    expect((await say(hanh, 'POST', '', { ...shift, from: to - 49 * HOUR })).status).toBe(400);
    expect((await say(sau, 'POST', '/h-nobody/take')).status).toBe(404);
  });
});
