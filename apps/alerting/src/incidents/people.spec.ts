import { describe, expect, it } from '@jest/globals';
import type { AlertsItem, IncidentRequest } from '#hub/contracts';
import { Afternoon, FOUR, MINUTE } from '../timelines/people.js';
import { alertingOf, station } from '../timelines/stations.js';

const AT_ONCE = 'test/faults/rules.json';
const stations = ['kk-1', 'kk-2'].map((id) => station(id, 'air', { hamlet: 'Thôn Bắc' }));

/** Dust at both stations from 16:05, at kk-2 until 16:20, at kk-1 until 16:30. */
function dusty() {
  const day = new Afternoon(alertingOf(stations, AT_ONCE), stations, ({ device }, now) => ({
    pm25: now >= FOUR + 5 * MINUTE && now < FOUR + (device.id === 'kk-2' ? 20 : 30) * MINUTE ? 150 : 20,
  }));
  day.until('16:10');
  let n = 0;
  const ask = (action: IncidentRequest['action'], more: Partial<IncidentRequest> = {}, fails = false): AlertsItem[] =>
    day.app.ask(
      {
        ...{ type: 'incident', id: `r${++n}`, incident: day.newest.id, action, by: 'Anh Tư', person: 'p-tu' },
        ...{ at: day.now, ...more },
      },
      fails,
    );
  const incident = () => day.app.service.incidents()[0]!;
  const alerts = () => [...day.app.service.alerts()];
  return { day, ask, incident, alerts };
}
const reasonOf = ([item]: AlertsItem[]) => (item?.type === 'refused' ? item.reason : JSON.stringify(item));
const changes = (items: AlertsItem[]) => items.map((item) => `${item.type} ${'change' in item ? item.change : ''}`);

describe('people deal with an incident', () => {
  it('one takes it with all its alerts; another is told who was first, and when', () => {
    const { day, ask, incident, alerts } = dusty();
    const told = ask({ do: 'acknowledge' }, { note: 'đang ra xem', doneAt: day.now - 2 * MINUTE });
    expect(changes(told)).toEqual(['alert acknowledged', 'alert acknowledged', 'incident acknowledged']);
    expect(told.map((item) => 'request' in item && item.request)).toEqual([false, false, 'r1']);
    expect(told[0]).toMatchObject({ by: 'Anh Tư', person: 'p-tu', note: 'đang ra xem', at: day.now });
    expect(incident()).toMatchObject({
      state: 'acknowledged',
      acknowledgement: { by: 'Anh Tư', person: 'p-tu', at: day.now - 2 * MINUTE, note: 'đang ra xem' },
    });
    expect(alerts().map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged']);
    expect(reasonOf(ask({ do: 'acknowledge' }, { by: 'Chị Ba' }))).toBe('Anh Tư đã tiếp nhận lúc 16:08');
  });

  it('who takes its alerts one by one has taken it', () => {
    const { day, incident, alerts } = dusty();
    const take = (alert: string, id: string) =>
      day.app.ask({ type: 'acknowledge', id, alert, by: 'Chị Ba', at: day.now });
    expect(changes(take(alerts()[0]!.id, 'a'))).toEqual(['alert acknowledged', 'incident updated']);
    expect(incident().state).toBe('unacknowledged');
    expect(changes(take(alerts()[1]!.id, 'b'))).toEqual(['alert acknowledged', 'incident acknowledged']);
    expect(incident()).toMatchObject({ state: 'acknowledged', acknowledgement: { by: 'Chị Ba' } });
  });

  it('gives it to somebody, once', () => {
    const { ask, incident, alerts } = dusty();
    const give = () => ask({ do: 'assign', to: 'p-ba', name: 'Chị Ba' });
    give();
    expect(incident()).toMatchObject({ assigned: { to: 'p-ba', name: 'Chị Ba', by: 'Anh Tư' } });
    expect(alerts()[0]).toMatchObject({ assigned: { to: 'p-ba' }, state: 'unacknowledged' });
    expect(reasonOf(give())).toBe('Việc này đã giao cho Chị Ba');
  });

  it('says something with a photo, which changes nothing else', () => {
    const { ask, incident } = dusty();
    const before = incident();
    const told = ask({ do: 'comment', photo: 'a.jpg' }, { note: 'khói từ bếp' });
    expect(changes(told)).toEqual(['alert commented', 'incident updated']);
    expect(told[0]).toMatchObject({ photo: 'a.jpg', note: 'khói từ bếp', by: 'Anh Tư' });
    expect(incident()).toEqual({ ...before, revision: before.revision + 1 });
  });

  it('says it once, however often a phone on a bad line sends it', () => {
    const { day, ask, incident } = dusty();
    const said = { id: 'p-tu k1', note: 'khói từ bếp' };
    ask({ do: 'comment' }, said, true);
    expect(changes(ask({ do: 'comment' }, said))).toEqual(['alert commented', 'incident updated']);
    day.app.restart();
    const before = incident();
    const again = ask({ do: 'comment' }, said);
    expect(changes(again)).toEqual(['incident updated']);
    expect(again[0]).toMatchObject({ request: 'p-tu k1' });
    expect(incident()).toEqual(before);
  });

  it('was done at the earliest when it began, whatever the clock of a phone says', () => {
    const { ask, incident } = dusty();
    ask({ do: 'acknowledge' }, { doneAt: 1000 });
    expect(incident().acknowledgement).toMatchObject({ at: incident().startedAt });
  });

  it('puts it aside until a time; it comes back by itself, also after a restart, once', () => {
    const { day, ask, incident, alerts } = dusty();
    const until = day.now + 5 * MINUTE;
    ask({ do: 'shelve', until, reason: 'đang sửa trạm' });
    expect(incident().shelved).toMatchObject({ until, reason: 'đang sửa trạm', by: 'Anh Tư' });
    expect(alerts().map(({ shelved }) => shelved?.until)).toEqual([until, until]);
    day.app.restart();
    day.until('16:14');
    expect(incident().shelved).toBeDefined();
    day.app.restart();
    day.until('16:18', (now) => now % 50_000 === 0 && day.app.restart());
    expect(day.told(['updated', 'grew'])).toEqual([
      '16:05 opened warning Bụi mịn tăng cao (1)',
      '16:10 shelved warning Bụi mịn tăng cao (2)',
      '16:15 unshelved warning Bụi mịn tăng cao (2)',
    ]);
    expect([incident().shelved, ...alerts().map(({ shelved }) => shelved)]).toEqual([undefined, undefined, undefined]);
    ask({ do: 'shelve', until: day.now + MINUTE, reason: 'lần nữa' });
    ask({ do: 'unshelve' });
    expect(incident().shelved).toBeUndefined();
    expect(reasonOf(ask({ do: 'unshelve' }))).toBe('Việc này không đang tạm ẩn');
  });

  it.each([
    ['marked-false', { do: 'mark-false', cause: 'cooking' }],
    ['resolved', { do: 'resolve' }],
  ] as const)('what comes after it was %s is a matter of its own', (change, action) => {
    const day = new Afternoon(alertingOf(stations, AT_ONCE), stations, ({ device }, now) => ({
      pm25: now >= FOUR + (device.id === 'kk-2' ? 20 : 5) * MINUTE && now < FOUR + 40 * MINUTE ? 150 : 20,
    }));
    day.until('16:10');
    const [first] = day.app.service.incidents();
    const about = { id: 'r1', incident: first!.id, by: 'Anh Tư', at: day.now };
    day.app.ask({ type: 'incident', ...about, action });
    day.until('16:25');
    expect(day.told(['updated'])).toEqual([
      '16:05 opened warning Bụi mịn tăng cao (1)',
      `16:10 ${change} warning Bụi mịn tăng cao (1)`,
      '16:20 opened warning Bụi mịn tăng cao (1)',
    ]);
  });

  it('what was put aside comes back when it gets worse', () => {
    const one = [stations[0]!];
    const day = new Afternoon(alertingOf(one), one, (_, now) => ({ pm25: now < FOUR + 70 * MINUTE ? 100 : 200 }));
    day.until('17:05');
    const [dust] = day.app.service.incidents();
    const about = { id: 'r1', incident: dust!.id, by: 'Anh Tư', at: day.now };
    const until = day.now + 5 * 60 * MINUTE;
    day.app.ask({ type: 'incident', ...about, action: { do: 'shelve', until, reason: 'gió mùa, cả tỉnh đều bụi' } });
    expect(day.app.service.incidents()[0]!.shelved).toBeDefined();
    day.until('18:15');
    expect(day.told(['updated', 'grew'])).toEqual([
      '17:00 opened watch Bụi mịn tăng cao (1)',
      '17:05 shelved watch Bụi mịn tăng cao (1)',
      '18:10 raised warning Bụi mịn rất cao (2)',
    ]);
    expect(day.app.service.incidents()[0]!.shelved).toBeUndefined();
    expect([...day.app.service.alerts()].map(({ shelved }) => shelved)).toEqual([undefined, undefined]);
  });

  it('cannot put it aside for ever', () => {
    const { day, ask } = dusty();
    const shelve = (until: number) => reasonOf(ask({ do: 'shelve', until, reason: 'x' }));
    expect(shelve(day.now)).toBe('Giờ hết tạm ẩn phải ở sau bây giờ');
    expect(shelve(day.now + 8 * 24 * 60 * MINUTE)).toBe('Chỉ tạm ẩn được nhiều nhất 7 ngày');
  });

  it('was dealt with by somebody who is there: it stays in sight until the sensors say so too, and then closes', () => {
    const { day, ask, incident, alerts } = dusty();
    ask({ do: 'acknowledge' });
    day.until('16:25');
    ask({ do: 'resolve' }, { note: 'đã dập' });
    const verdict = { kind: 'resolved', note: 'đã dập', by: 'Anh Tư', at: FOUR + 25 * MINUTE };
    expect(incident()).toMatchObject({ state: 'acknowledged', verdict });
    expect(reasonOf(ask({ do: 'resolve' }))).toBe('Anh Tư đã kết luận “đã xử lý” lúc 16:25');
    day.app.restart();
    day.until('16:35');
    expect(incident()).toMatchObject({ state: 'closed', verdict });
    expect(alerts().map(({ verdict: said }) => said?.kind)).toEqual(['resolved', 'resolved']);
    expect(day.told(['updated', 'grew']).slice(1)).toEqual([
      '16:10 acknowledged warning Bụi mịn tăng cao (2)',
      '16:25 resolved warning Bụi mịn tăng cao (2)',
      '16:30 closed warning Bụi mịn tăng cao (2)',
    ]);
  });

  it('marks false what holds: it is taken, and closes when it returns', () => {
    const { day, ask, incident, alerts } = dusty();
    ask({ do: 'mark-false', cause: 'cooking' }, { note: 'bếp nhà bà Năm' });
    expect(incident()).toMatchObject({ state: 'acknowledged', verdict: { kind: 'false', cause: 'cooking' } });
    expect(reasonOf(ask({ do: 'mark-false', cause: 'fog' }))).toBe('Anh Tư đã kết luận “báo nhầm” lúc 16:10');
    day.until('16:35');
    expect(incident().state).toBe('closed');
    expect(alerts().map(({ state, verdict }) => [state, verdict?.cause])).toEqual([
      ['closed', 'cooking'],
      ['closed', 'cooking'],
    ]);
  });

  it('what is unknown or closed is refused in words', () => {
    const { day, ask } = dusty();
    expect(reasonOf(ask({ do: 'acknowledge' }, { incident: 'x' }))).toMatch(/^Không có việc này/);
    day.until('16:35');
    ask({ do: 'resolve' });
    expect(reasonOf(ask({ do: 'acknowledge' }))).toBe('Anh Tư đã tiếp nhận lúc 16:35');
    expect(reasonOf(ask({ do: 'assign', to: 'p', name: 'P' }))).toMatch(/đã đóng/);
    expect(reasonOf(ask({ do: 'shelve', until: day.now + MINUTE, reason: 'x' }))).toMatch(/đã đóng/);
  });

  it('what a commit did not keep did not happen; what it kept no failed readings undo', () => {
    const { day, ask, incident } = dusty();
    ask({ do: 'acknowledge' }, {}, true);
    ask({ do: 'assign', to: 'p-ba', name: 'Chị Ba' });
    expect(incident()).toMatchObject({ state: 'unacknowledged', assigned: { to: 'p-ba' } });
    day.app.take([{ type: 'tick', received: day.now, clock: 'ok' }], true);
    ask({ do: 'acknowledge' });
    day.app.take([{ type: 'tick', received: day.now, clock: 'ok' }], true);
    day.until('16:12');
    expect(incident()).toMatchObject({ state: 'acknowledged', assigned: { to: 'p-ba' } });
    const revision = incident().revision;
    day.app.restart();
    expect(incident()).toMatchObject({ state: 'acknowledged', assigned: { to: 'p-ba' }, revision });
  });

  it('what releases before kept of an acceptance is read', () => {
    const { day, alerts } = dusty();
    const [one] = alerts();
    day.app.log.run((commit) => commit.put(`k/${one!.id}`, { by: 'Ông Sáu', at: 5 }));
    day.app.restart();
    expect(alerts().find(({ id }) => id === one!.id)).toMatchObject({
      ...{ state: 'acknowledged', acknowledgement: { by: 'Ông Sáu', at: 5 } },
    });
  });
});
