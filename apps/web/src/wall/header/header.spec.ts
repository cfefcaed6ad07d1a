import { describe, expect, it } from '@jest/globals';
import { en } from '../words/en.js';
import { vi } from '../words/vi.js';
import { anAlert, aStatus, NOON } from '../../testing.js';
import { type Away, type Tally, tallyOf } from '../stations/tally.js';
import { count, type SubLineFacts, subLine } from './hub-notes.js';
import { reportPeriod, type SentenceFacts, stateSentence } from './state-sentence.js';

const SIX_FORTY = Date.parse('2026-06-02T06:40:00+07:00');
const facts = (over: Partial<SentenceFacts> = {}): SentenceFacts => ({
  link: 'live',
  active: [],
  ended: 2,
  empty: false,
  taking: true,
  tally: { stations: 40, known: 40, away: [] },
  now: SIX_FORTY,
  ...over,
});
const away = (count: number, why: Away): Tally => ({ stations: 40, known: 40 - count, away: [{ why, count }] });
const say = (over?: Partial<SentenceFacts>) => stateSentence(facts(over), vi);

describe('the state sentence', () => {
  it('reports the night in the morning and the day from noon on', () => {
    expect(say().text).toBe('Bình thường – đêm qua 2 việc, đều đã xong');
    expect(say({ ended: 0 }).text).toBe('Bình thường – đêm qua không có việc');
    expect(say({ now: NOON }).text).toBe('Bình thường – hôm nay 2 việc, đều đã xong');
    expect(reportPeriod(SIX_FORTY).from).toBe(Date.parse('2026-06-01T18:00:00+07:00'));
    expect(reportPeriod(NOON).from).toBe(Date.parse('2026-06-02T00:00:00+07:00'));
  });
  it('counts what waits to be taken and what is in hand', () => {
    const active = [
      anAlert({ id: '1' }),
      anAlert({ id: '2', severity: 'watch' }),
      anAlert({ id: '3', severity: 'watch', state: 'acknowledged' }),
    ];
    expect(say({ active })).toEqual({
      text: '2 việc chờ nhận – 1 việc đang xử lý',
      shape: { kind: 'severity', severity: 'warning', accepted: false },
    });
    expect(say({ active: active.slice(2) })).toEqual({
      text: '1 việc đang xử lý',
      shape: { kind: 'severity', severity: 'watch', accepted: true },
    });
  });
  it('names an emergency first', () => {
    const active = [anAlert({ id: '1', severity: 'emergency' }), anAlert({ id: '2' })];
    expect(say({ active }).text).toBe('Khẩn cấp – 2 việc chờ nhận');
  });
  it('never says normal of what it does not know', () => {
    expect(say({ link: 'lost' }).text).toBe('Mất kết nối – đang tự nối lại');
    expect(say({ link: 'never' }).text).toBe('Đang nối tới máy chủ');
    expect(say({ empty: true, tally: tallyOf([]) }).text).toBe('Chưa có trạm nào');
    expect(say({ taking: false }).text).toBe('Số liệu mới không vào được máy chủ');
    expect(say({ tally: away(40, 'silent') }).text).toBe('Không trạm nào có tín hiệu');
    expect(say({ tally: away(20, 'silent') })).toEqual({
      text: '20/40 trạm bình thường, 20 mất tín hiệu',
      shape: { kind: 'stale' },
    });
    expect(say({ tally: away(2, 'silent') }).shape).toEqual({ kind: 'normal' });
  });
  it('does not call lost what never spoke, and nothing normal from what a logger had kept', () => {
    const stations = 3;
    const two = [
      { why: 'waiting', count: 1 },
      { why: 'calibrating', count: 1 },
    ] as const;
    expect(say({ tally: { stations, known: 1, away: two } }).text).toBe(
      '1/3 trạm bình thường, 1 chờ gói đầu, 1 đang hiệu chuẩn',
    );
    expect(say({ tally: { stations, known: 0, away: [{ why: 'waiting', count: 3 }] } }).text).toBe(
      'Chưa rõ tình hình – 3 trạm chờ gói đầu',
    );
    expect(say({ tally: away(40, 'backlog') })).toEqual({
      text: 'Chưa rõ tình hình – 40 trạm đang nhận bù',
      shape: { kind: 'stale' },
    });
  });
  it('fits the room for 42 characters in its usual forms', () => {
    for (const text of [
      say().text,
      say({
        active: Array.from({ length: 40 }, (_, i) =>
          anAlert({ id: `${i}`, state: i % 4 ? 'unacknowledged' : 'acknowledged' }),
        ),
      }).text,
    ])
      expect(text.length).toBeLessThanOrEqual(42);
  });
});

const line = (over: Partial<SubLineFacts> = {}) =>
  subLine(
    {
      link: 'live',
      status: aStatus(),
      newest: NOON - 4000,
      heardAt: NOON,
      reporting: 38,
      backlog: 0,
      stations: 40,
      soundBlocked: false,
      now: NOON,
      ...over,
    },
    vi,
  );

describe('the line below it', () => {
  it('tells the age of the data and who reports', () => {
    expect(line()).toEqual({ text: 'Số liệu mới 4 giây trước · 38/40 trạm có tín hiệu', trouble: false });
    expect(line({ newest: NOON - 25 * 60_000 }).text).toBe('Số liệu gần nhất 25 phút trước · 38/40 trạm có tín hiệu');
    expect(line({ newest: undefined, stations: 0 }).text).toBe('Chưa có số liệu');
  });
  it('says up to when while old data come in, and never that they are new', () => {
    const in2018 = Date.parse('2018-07-26T09:00:00+07:00');
    const all = { reporting: 6, stations: 6 };
    expect(line({ ...all, newest: in2018, backlog: 6 }).text).toBe(
      'Đang nhận bù số liệu cũ, mới tới 26/07/2018 · 6/6 trạm có tín hiệu',
    );
    expect(line({ ...all, newest: NOON - 3 * 3_600_000, backlog: 6 }).text).toContain('mới tới 09:00');
    expect(line({ ...all, backlog: 1 }).text).toBe(
      'Số liệu mới 4 giây trước · 6/6 trạm có tín hiệu · 1 trạm đang nhận bù',
    );
  });
  it('tells how long the line has been away', () => {
    expect(line({ link: 'lost', heardAt: NOON - 27 * 60_000 }).text).toBe('Số liệu cuối 27 phút trước');
    expect(line({ link: 'lost', heardAt: NOON, newest: NOON - 180 * 60_000 }).text).toBe('Số liệu cuối 3 giờ trước');
  });
  it.each([
    [{ storeBehindMs: 180_000 }, 'Lịch sử đang chậm 3 phút'],
    [{ clock: 'behind' as const }, 'Giờ máy chủ chưa đúng'],
    [{ clock: 'unsynchronised' as const }, 'Giờ máy chủ chưa đúng'],
    [{ logWritable: false }, 'Máy chủ hết chỗ ghi, chưa nhận số liệu'],
    [{ storeError: 'away' }, 'Kho lịch sử không ghi được'],
  ])('says what is wrong with the hub: %j', (status, words) => {
    expect(line({ status: aStatus(status) })).toEqual({ text: `${words} · 38/40 trạm`, trouble: true });
  });
  it('says that the browser holds the sound back', () => {
    expect(line({ soundBlocked: true }).text).toContain('Loa bị trình duyệt chặn');
  });
  it('tells of the last outage for half a day', () => {
    const outage = {
      from: Date.parse('2026-06-02T02:10:00+07:00'),
      to: Date.parse('2026-06-02T05:32:00+07:00'),
      backfilled: 1214,
    };
    expect(line({ status: aStatus({ outage }) }).text).toBe('Mất điện 02:10–05:32, nhận bù 1.214 bản ghi · 38/40 trạm');
    expect(
      line({ status: aStatus({ outage }), now: NOON + 12 * 3_600_000, newest: NOON + 12 * 3_600_000 }).text,
    ).toContain('Số liệu mới');
  });
  it('groups thousands', () => {
    expect([count(214), count(1214567), count(1214567, 'en')]).toEqual(['214', '1.214.567', '1,214,567']);
  });
});

describe('the English words', () => {
  it('are complete, and none is left in Vietnamese', () => {
    const paths = (value: object, at = ''): string[] =>
      Object.entries(value).flatMap(([key, v]) =>
        v && typeof v === 'object' && !Array.isArray(v) ? paths(v, `${at}${key}.`) : [`${at}${key}`],
      );
    expect(paths(en).sort()).toEqual(paths(vi).sort());
    expect(JSON.stringify(en)).not.toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i);
  });
});
