import { describe, expect, it } from '@jest/globals';
import type { ReadingsItem } from '#hub/contracts';
import { Timeline } from '#hub/testkit';
import { incidentsOf } from './people.js';
import { alertingOf, type Station, station } from './stations.js';

const MINUTE = 60_000;
const DAY = '2026-06-02';
const near = station('cong-1', 'canal');
const beside = station('cong-2', 'canal');
const elsewhere = station('cong-9', 'canal', { hamlet: 'Thôn Đoài' });
const DOUBTED = { quality: 'doubted' } as const;
/** What people are paged for, unless the incident is doubted. */
const PAGES = new Set(['opened', 'raised', 'reopened', 'flapping']);

/** Plays it, batch by batch as `batches` says, and gives the incidents' changes. */
function told(story: Timeline, stations: readonly Station[], between?: (app: ReturnType<typeof alertingOf>) => void) {
  const app = alertingOf(stations);
  story.play((items: ReadingsItem[]) => {
    if (items[0]!.received % (10 * MINUTE) === 0) between?.(app);
    return app.take(items);
  });
  const changes = incidentsOf(app.log.items('alerts'));
  return { app, changes, pages: changes.filter(({ change, incident }) => PAGES.has(change) && !incident.doubted) };
}

/** Over its limit from 08:00; the alert is due at 08:10. */
const high = (story: Timeline, device: string, from: string, to: string, more = {}) =>
  story.series(from, to, 5 * MINUTE, device, 'water_level', 2.8, more);
const low = (story: Timeline, device: string, from: string, to: string) =>
  story.series(from, to, 5 * MINUTE, device, 'water_level', 2.1);

describe('a probe that is not to be trusted', () => {
  it('alone pages nobody: it is shown as information, with why', () => {
    const story = high(new Timeline(DAY, [near]), 'cong-1', '08:00', '09:00', DOUBTED);
    story.wants('opened', 'canal-high', 'cong-1', ['08:10', '08:10'], {
      ...{ severity: 'info', doubted: true, backdated: false },
      sentence: /2,80\u00a0m.*Cảm biến đang kém tin cậy nên chưa báo cho ai/,
    });
    const { app, changes, pages } = told(story, [near]);
    expect(pages).toEqual([]);
    expect(changes[0]).toMatchObject({ change: 'opened', incident: { severity: 'info', doubted: true } });
    expect(changes[0]!.incident.text.sentenceEn).toMatch(/Trust in this sensor is low, so nobody was told/);
    expect(app.service.incidents()).toMatchObject([{ state: 'unacknowledged', doubted: true }]);
  });

  it('that agrees with one that is to be trusted is part of what people are paged for', () => {
    const both = [near, beside];
    const story = high(new Timeline(DAY, both), 'cong-1', '08:00', '09:00', DOUBTED);
    high(story, 'cong-2', '08:30', '09:00');
    story
      .wants('opened', 'canal-high', 'cong-1', ['08:10', '08:10'], { severity: 'info' })
      .wants('opened', 'canal-high', 'cong-2', ['08:40', '08:40'], { severity: 'warning' });
    const { pages } = told(story, both);
    expect(pages.map(({ change, at }) => [change, at])).toEqual([['raised', story.ms('08:40')]]);
    expect(pages.at(-1)!.incident).toMatchObject({ severity: 'warning', target: 'cong-2', counts: { devices: 2 } });
  });

  it('that joins what somebody has taken asks nobody again', () => {
    const both = [near, beside];
    const story = high(new Timeline(DAY, both), 'cong-2', '08:00', '09:30');
    high(story, 'cong-1', '08:30', '09:30', DOUBTED);
    story
      .wants('opened', 'canal-high', 'cong-2', ['08:10', '08:10'])
      .wants('opened', 'canal-high', 'cong-1', ['08:40', '08:40'], { doubted: true });
    const { app, pages } = told(story, both, (app) => {
      const [incident] = app.service.incidents();
      if (!incident || incident.acknowledgement) return;
      const about = { id: 'r', incident: incident.id, by: 'Lan', at: story.ms('08:20') };
      app.ask({ type: 'incident', ...about, action: { do: 'acknowledge' } });
    });
    expect(pages.map(({ change }) => change)).toEqual(['opened']);
    expect(app.service.incidents()).toMatchObject([{ state: 'acknowledged', counts: { alerts: 2 } }]);
  });

  it('and another one like it page nobody together', () => {
    const both = [near, beside];
    const story = high(new Timeline(DAY, both), 'cong-1', '08:00', '09:00', DOUBTED);
    high(story, 'cong-2', '08:10', '09:00', DOUBTED);
    story
      .wants('opened', 'canal-high', 'cong-1', ['08:10', '08:10'])
      .wants('opened', 'canal-high', 'cong-2', ['08:20', '08:20']);
    const { app, pages } = told(story, both);
    expect(pages).toEqual([]);
    expect(app.service.incidents()).toMatchObject([{ severity: 'info', counts: { alerts: 2, open: 2 } }]);
  });

  it('is not vouched for by what is measured elsewhere', () => {
    const both = [near, elsewhere];
    const story = high(new Timeline(DAY, both), 'cong-1', '08:00', '09:00', DOUBTED);
    high(story, 'cong-9', '08:00', '09:00');
    story
      .wants('opened', 'canal-high', 'cong-1', ['08:10', '08:10'])
      .wants('opened', 'canal-high', 'cong-9', ['08:10', '08:10']);
    const { pages } = told(story, both);
    expect(pages.map(({ incident }) => incident.scope.id)).toEqual(['Thôn Đoài']);
  });

  it.each(['never', 'every ten minutes'])('that is well again pages with its next value; restarted %s', (restarts) => {
    const story = high(new Timeline(DAY, [near]), 'cong-1', '08:00', '08:55', DOUBTED);
    high(story, 'cong-1', '09:00', '09:30');
    low(story, 'cong-1', '09:35', '10:30');
    story
      .wants('opened', 'canal-high', 'cong-1', ['08:10', '08:10'], { severity: 'info' })
      .wants('returned', 'canal-high', 'cong-1', ['09:40', '10:10'], {
        severity: 'warning',
        startedAt: story.ms('08:00'),
      });
    const { app, pages } = told(story, [near], (app) => restarts !== 'never' && app.restart());
    expect(pages.map(({ change, at }) => [change, at])).toEqual([['raised', story.ms('09:00')]]);
    expect(pages[0]!.incident).toMatchObject({ severity: 'warning', state: 'unacknowledged' });
    expect(pages[0]!.incident.text.sentence).toMatch(/bắt đầu 08:00, nhận tin 09:00/);
    expect(app.service.incidents()).toMatchObject([{ state: 'returned' }]);
  });

  it('goes on alone when the one that vouched for it is back to normal, and keeps nobody awake', () => {
    const both = [near, beside];
    const story = high(new Timeline(DAY, both), 'cong-2', '08:00', '08:40');
    high(story, 'cong-1', '08:10', '11:00', DOUBTED);
    low(story, 'cong-2', '08:45', '11:00');
    story
      .wants('opened', 'canal-high', 'cong-2', ['08:10', '08:10'])
      .wants('opened', 'canal-high', 'cong-1', ['08:20', '08:20'])
      .wants('returned', 'canal-high', 'cong-2', ['08:45', '09:30']);
    const { app, pages } = told(story, both);
    expect(pages.map(({ change }) => change)).toEqual(['opened']);
    expect(app.service.incidents().map(({ state, doubted, counts }) => [state, doubted, counts.open])).toEqual([
      ['returned', undefined, 0],
      ['unacknowledged', true, 1],
    ]);
  });

  it('that was paged for before it was doubted stays what it is', () => {
    const story = high(new Timeline(DAY, [near]), 'cong-1', '08:00', '08:25');
    high(story, 'cong-1', '08:30', '09:30', DOUBTED);
    story.wants('opened', 'canal-high', 'cong-1', ['08:10', '08:10'], { severity: 'warning' });
    const { app, pages } = told(story, [near]);
    expect(pages.map(({ change }) => change)).toEqual(['opened']);
    expect(app.service.alerts()).toBeDefined();
    expect(app.service.incidents()).toMatchObject([{ state: 'unacknowledged', severity: 'warning' }]);
  });

  it('is no background for others, and is held against theirs', () => {
    const stations = ['dong', 'doai', 'nam', 'bac'].map((id) => station(id, 'air'));
    const story = new Timeline(DAY, stations);
    for (const { device } of stations.slice(2)) story.series('15:00', '15:40', MINUTE, device.id, 'pm25', 20);
    // of three neighbours two are as high, and doubted: the third is all that counts, which is too few
    story
      .series('15:00', '15:40', MINUTE, 'dong', 'pm25', 120)
      .series('15:00', '15:40', MINUTE, 'doai', 'pm25', 120, DOUBTED);
    story.wants('opened', 'smoke-neighbours', 'doai', ['15:10', '15:20'], { doubted: true, severity: 'info' });
    told(story, stations);
  });

  it('does not stand before what was last to be trusted, which comes late', () => {
    const stations = ['dong', 'doai', 'nam', 'bac'].map((id) => station(id, 'air'));
    const story = new Timeline(DAY, stations).series('15:00', '15:40', MINUTE, 'dong', 'pm25', 120);
    for (const id of ['doai', 'nam']) story.series('15:00', '15:40', MINUTE, id, 'pm25', 20);
    // ten minutes after its last sound value the third neighbour counts no more, and the smoke has held for less
    story
      .send('15:00', 'bac', { pm25: 20 })
      .series('15:01', '15:05', MINUTE, 'bac', 'pm25', 20, DOUBTED)
      .send('15:06', 'bac', { pm25: 20 }, { received: '15:30' })
      .series('15:07', '15:40', MINUTE, 'bac', 'pm25', 20, DOUBTED);
    story.wants('opened', 'smoke-neighbours', 'dong', ['15:30', '15:31'], { startedAt: story.ms('15:00') });
    told(story, stations);
  });
});
