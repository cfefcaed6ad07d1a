import { describe, expect, it } from '@jest/globals';
import type { Beyond, DeviceEvent } from '#hub/contracts';
import { Timeline } from '#hub/testkit';
import { alertingOf, register, station } from './stations.js';

const DAY = '2026-06-02';
const outlet = station('cua-xa', 'water', { hamlet: 'Thôn Trung', place: 'cống xả làng bún' });
const LIMIT_OF = { vi: 'QCVN 40:2011, cột A', en: 'QCVN 40:2011, column A' };

/** What the hub concludes of COD, or of pH, at the outlet: how it stands at a time, and how bad that is. */
const said = (id: string, phase: DeviceEvent['phase'], score: number, beyond: Partial<Beyond>) => ({
  ...{ eventId: id, phase, score, byHub: true as const },
  beyond: {
    ...({ metric: 'cod', value: 90, peak: 90, limit: 81, side: 'above', limitOf: LIMIT_OF } as Omit<Beyond, 'since'>),
    since: 0,
    ...beyond,
  },
});

/** COD is over from 08:05, told at 08:20, worse at 08:35, over at 09:20; pH is low from 08:30. */
function story() {
  const told = new Timeline(DAY, [outlet]);
  const cod = { since: told.ms('08:05') };
  const ph = { metric: 'ph', since: told.ms('08:30'), value: 5.8, peak: 5.8, limit: 6, side: 'below' } as const;
  told
    .detect('08:20', 'cua-xa', 'exceedance', said('e-cod', 'start', 0.4, { ...cod, value: 86, peak: 88 }))
    .detect('08:25', 'cua-xa', 'exceedance', said('e-cod', 'update', 0.4, { ...cod, value: 87, peak: 88 }))
    .detect('08:35', 'cua-xa', 'exceedance', said('e-cod', 'update', 0.6, { ...cod, value: 130, peak: 130 }))
    .detect('08:45', 'cua-xa', 'exceedance', said('e-ph', 'start', 0.4, ph))
    .detect('09:15', 'cua-xa', 'exceedance', said('e-cod', 'update', 0.6, { ...cod, value: 60, peak: 130 }))
    .detect('09:20', 'cua-xa', 'exceedance', said('e-cod', 'end', 0.6, { ...cod, value: 58, peak: 130 }))
    .detect('09:50', 'cua-xa', 'exceedance', said('e-ph', 'end', 0.4, ph));
  const at = (clock: string): [string, string] => [clock, `${clock}:02`];
  return told
    .wants('opened', 'outlet-over', 'cua-xa', at('08:20'), {
      ...{ startedAt: cod.since, key: 'outlet-over:cua-xa:cod' },
      sentence:
        'Nước thải tại Thôn Trung, cống xả làng bún từ 08:05: COD 86\u00a0mg/l (ước tính quang học), vượt ngưỡng cấu hình 81\u00a0mg/l (QCVN 40:2011, cột A)',
    })
    .wants('opened', 'outlet-well-over', 'cua-xa', at('08:35'), { startedAt: cod.since, sentence: 'COD 130' })
    .wants('opened', 'outlet-over', 'cua-xa', at('08:45'), {
      ...{ startedAt: ph.since, key: 'outlet-over:cua-xa:ph', sentence: 'pH 5,8, dưới mức thấp nhất cấu hình 6,0' },
    })
    .wants('returned', 'outlet-over', 'cua-xa', at('09:20'), { endedAt: told.ms('09:20'), sentence: 'cao nhất 130' })
    .wants('returned', 'outlet-well-over', 'cua-xa', at('09:20'), {
      ...{ endedAt: told.ms('09:20'), sentence: 'Không còn ghi nhận ngoài ngưỡng cấu hình' },
    })
    .wants('returned', 'outlet-over', 'cua-xa', at('09:50'), { endedAt: told.ms('09:50') });
}

describe('an exceedance at an outlet', () => {
  it('is one alert for each parameter, gets worse beside it, and is over when the hub says so', () => {
    const alerting = alertingOf([outlet]);
    story().play(alerting.take);
    const [incident, ...others] = alerting.service.incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ cause: 'water', target: 'cua-xa', severity: 'warning' });
  });

  it('is the same with restarts and commits that fail', () => {
    const alerting = alertingOf([outlet]);
    let n = 0;
    story().play((items) => {
      if (++n % 900 === 0) alerting.restart();
      if (n % 701 === 0) alerting.take(items, true);
      return alerting.take(items);
    });
  });

  it('that comes again is another alert, and one of which nobody speaks any more is over in the end', () => {
    const again = new Timeline(DAY, [outlet]);
    const from = (clock: string) => ({ since: again.ms(clock) });
    again
      .detect('08:20', 'cua-xa', 'exceedance', said('a', 'start', 0.4, from('08:05')))
      .detect('08:50', 'cua-xa', 'exceedance', said('a', 'end', 0.4, from('08:05')))
      .detect('09:10', 'cua-xa', 'exceedance', said('b', 'start', 0.4, from('08:55')))
      .wants('opened', 'outlet-over', 'cua-xa', ['08:20', '08:20:02'])
      .wants('returned', 'outlet-over', 'cua-xa', ['08:50', '08:50:02'])
      .wants('opened', 'outlet-over', 'cua-xa', ['09:10', '09:10:02'])
      .wants('returned', 'outlet-over', 'cua-xa', ['11:10', '11:10:02']);
    again.play(alertingOf([outlet]).take);
  });
});

describe('what a device measures at an outlet', () => {
  const MINUTE = 60_000;
  const foul = (from: string, to: string, story = new Timeline(DAY, [outlet])) =>
    story.series(from, to, MINUTE, 'cua-xa', 'cod', 60).series(from, to, MINUTE, 'cua-xa', 'ph', 5);

  it('meets no rule for surface water', () => {
    foul('08:00', '10:00').play(alertingOf([outlet], 'default', { effluent: ['cua-xa'] }).take);
  });

  it('is the canal’s until the register says whose outlet it is; what was told of it ends then', () => {
    const alerting = alertingOf([outlet]);
    const story = foul('08:00', '09:00');
    story
      .wants('opened', 'cod-high', 'cua-xa', ['08:15', '08:16'])
      .wants('opened', 'ph-low', 'cua-xa', ['08:15', '08:16'])
      .wants('closed', 'cod-high', 'cua-xa', ['08:40', '08:42'])
      .wants('closed', 'ph-low', 'cua-xa', ['08:40', '08:42']);
    let known = false;
    story.play((items) => {
      if (!known && items.some(({ received }) => received >= story.ms('08:40'))) {
        known = true;
        register(alerting.directory, [outlet], { effluent: ['cua-xa'] });
      }
      return alerting.take(items);
    });
  });
});

describe('a discharge', () => {
  const signs = (phase: DeviceEvent['phase'], more: Partial<DeviceEvent> = {}) => ({
    ...{ eventId: 'd-1', phase, score: 0.65, byHub: true as const },
    ...more,
  });
  const begun = () =>
    new Timeline(DAY, [outlet])
      .detect('08:00', 'cua-xa', 'discharge', signs('start'))
      .detect('08:30', 'cua-xa', 'discharge', signs('update'))
      .wants('opened', 'discharge-suspected', 'cua-xa', ['08:00', '08:02']);

  it.each([
    ['that is over says so', {}, 'Trạm không còn dấu hiệu nước thải.'],
    [
      'whose station fell silent never says that it is over',
      { lost: true },
      'Mất tín hiệu, chưa biết đã hết hay chưa.',
    ],
  ] as const)('%s', (_, more, sentence) => {
    begun()
      .detect('09:31', 'cua-xa', 'discharge', signs('end', more))
      .wants('returned', 'discharge-suspected', 'cua-xa', ['09:31', '09:31:02'], { sentence })
      .play(alertingOf([outlet]).take);
  });
});
