import { describe, expect, it } from '@jest/globals';
import type { Alert } from '#hub/contracts';
import type { Moment } from '#hub/registry';
import { linesOf } from './lines.js';

const T0 = Date.parse('2026-06-02T16:30:00+07:00');
const MINUTE = 60_000;
const alert = (id: string, title: string) => ({
  id,
  text: { title, titleEn: `${title} (en)`, place: `nơi của ${id}` } as Alert['text'],
});
const ALERTS = [alert('camera-smoke:cam-1:1', 'Camera nghi có khói'), alert('burning-likely:kk-2:1', 'Nghi đốt')];
const moment = (minute: number, change: Moment['change'], more: Partial<Moment> = {}): Moment => ({
  ...{ at: T0 + minute * MINUTE, change, state: 'unacknowledged', ...more },
});
const named = (device: string) => ({ 'cam-1': 'Camera trạm bơm', 'kk-2': 'Trạm khói 2' })[device];
const told = (timeline: Moment[], nameOf = named) =>
  linesOf(timeline, ALERTS, nameOf).map(({ at, change, by, to, note, joined }) =>
    [`${(at - T0) / MINUTE} ${change}`, joined?.box, joined?.vi, by, to, note].filter(Boolean).join(' | '),
  );

describe('what became of a case', () => {
  it('says whose alert joined, to whom it was given and what was noted; not each value of each alert', () => {
    expect(
      told([
        moment(0, 'opened', { alert: 'camera-smoke:cam-1:1' }),
        moment(0, 'opened'),
        moment(3, 'opened', { alert: 'burning-likely:kk-2:1' }),
        moment(3, 'grew'),
        moment(5, 'assigned', { by: 'Lê Thị Hạnh', to: 'Phạm Văn Lâm' }),
        moment(9, 'commented', { alert: 'camera-smoke:cam-1:1', by: 'Phạm Văn Lâm', note: 'đang tới' }),
        moment(30, 'returned', { alert: 'burning-likely:kk-2:1' }),
        moment(31, 'returned'),
      ]),
    ).toEqual([
      '0 opened',
      '3 grew | Trạm khói 2 | Nghi đốt',
      '5 assigned | Lê Thị Hạnh | Phạm Văn Lâm',
      '9 commented | Phạm Văn Lâm | đang tới',
      '31 returned',
    ]);
  });

  it('names the place where the device is gone, and nothing where the alert is not the reader’s to see', () => {
    const grew = moment(3, 'grew');
    expect(told([moment(3, 'opened', { alert: 'burning-likely:kk-2:1' }), grew], () => undefined)).toEqual([
      '3 grew | nơi của burning-likely:kk-2:1 | Nghi đốt',
    ]);
    expect(told([grew])).toEqual(['3 grew']);
  });
});
