import { describe, expect, it } from '@jest/globals';
import { Timeline } from '#hub/testkit';
import { alertingOf, station } from './stations.js';

const MINUTE = 60_000;
const SECOND = 1000;
const DAY = '2026-06-02';
const canal = station('cong-2', 'canal');

describe('values against their limits', () => {
  it('around the limit: one alert, not one for each crossing', () => {
    const story = new Timeline(DAY, [canal]);
    const start = story.ms('08:00');
    // swings between 2,45 and 2,55 m: over the limit 2,50, never under the clear level 2,40
    story
      .series('08:00', '08:15', 5 * MINUTE, 'cong-2', 'water_level', 2.55)
      .series('08:20', '11:00', 5 * MINUTE, 'cong-2', 'water_level', (ts) =>
        (ts - start) % (10 * MINUTE) ? 2.55 : 2.45,
      )
      .series('11:05', '11:45', 5 * MINUTE, 'cong-2', 'water_level', 2.38);
    story
      .wants('opened', 'canal-high', 'cong-2', ['08:10', '08:10'], { startedAt: start })
      .wants('returned', 'canal-high', 'cong-2', ['11:35', '11:35'], {
        endedAt: story.ms('11:05'),
        sentence: 'từ 08:00 đến 11:05: cao nhất 2,55\u00a0m, vượt ngưỡng cấu hình 2,50\u00a0m. Đã trở lại bình thường.',
      });
    story.play(alertingOf([canal]).take);
  });

  it('a short peak is not held long enough', () => {
    const story = new Timeline(DAY, [canal])
      .series('08:00', '08:20', 5 * MINUTE, 'cong-2', 'water_level', 2.45)
      .send('08:25', 'cong-2', { water_level: 2.6 })
      .send('08:30', 'cong-2', { water_level: 2.6 })
      .series('08:35', '08:50', 5 * MINUTE, 'cong-2', 'water_level', 2.45);
    story.play(alertingOf([canal]).take);
  });

  it('a holding time does not run across a pause in the data', () => {
    const story = new Timeline(DAY, [canal])
      .send('08:00', 'cong-2', { water_level: 2.6 })
      .send('08:16', 'cong-2', { water_level: 2.6 })
      .send('08:21', 'cong-2', { water_level: 2.6 })
      .send('08:26', 'cong-2', { water_level: 2.6 });
    story
      .wants('opened', 'device-silent', 'cong-2', ['08:15', '08:15:02'])
      .wants('returned', 'device-silent', 'cong-2', ['08:16', '08:16'])
      .wants('opened', 'canal-high', 'cong-2', ['08:26', '08:26'], { startedAt: story.ms('08:16') });
    story.play(alertingOf([canal]).take);
  });

  it('suspect, calibrating and fault values never alarm', () => {
    const story = new Timeline(DAY, [canal])
      .series('08:00', '09:00', 5 * MINUTE, 'cong-2', 'water_level', 9, { quality: 'suspect' })
      .series('09:05', '10:00', 5 * MINUTE, 'cong-2', 'water_level', 9, { quality: 'calibrating' })
      .series('10:05', '11:00', 5 * MINUTE, 'cong-2', 'water_level', 9, { quality: 'fault' });
    story.play(alertingOf([canal]).take);
  });

  it('nor do values of a device under calibration or repair', () => {
    const away = station('cong-2', 'canal', { state: 'calibrating' });
    const story = new Timeline(DAY, [away]).series('08:00', '09:00', 5 * MINUTE, 'cong-2', 'water_level', 9);
    story.play(alertingOf([away]).take);
  });

  it('a device whose clock is five minutes wrong alarms in its own time, and once when it is put right', () => {
    const story = new Timeline(DAY, [canal])
      .series('08:00', '08:30', 5 * MINUTE, 'cong-2', 'water_level', 2.45)
      // five minutes ahead from here, set right at 09:00
      .send('08:40', 'cong-2', { water_level: 2.6 }, { received: '08:35' })
      .send('08:45', 'cong-2', { water_level: 2.6 }, { received: '08:40' })
      .send('08:50', 'cong-2', { water_level: 2.6 }, { received: '08:45' })
      .send('08:55', 'cong-2', { water_level: 2.6 }, { received: '08:50' })
      .series('08:56', '09:11', 5 * MINUTE, 'cong-2', 'water_level', 2.6);
    story.wants('opened', 'canal-high', 'cong-2', ['08:45', '08:45'], { startedAt: story.ms('08:40') });
    story.play(alertingOf([canal]).take);
  });

  it('water that rises fast is told of although it is still low', () => {
    const story = new Timeline(DAY, [canal]);
    const start = story.ms('08:30');
    story
      .series('08:00', '10:00', 5 * MINUTE, 'cong-2', 'water_level', (ts) =>
        ts < start ? 1 : Math.min(1.5, 1 + ((ts - start) / (60 * MINUTE)) * 0.6),
      )
      .wants('opened', 'canal-rise', 'cong-2', ['09:00', '09:06'], {
        sentence: /dâng nhanh từ 09:00: 0,3\d\u00a0m trong 60 phút/,
      });
    story.play(alertingOf([canal]).take);
  });

  it('live figures are told again, but not with every reading', () => {
    const story = new Timeline(DAY, [canal]);
    const start = story.ms('08:00');
    story
      .series('08:00', '10:00', 10 * SECOND, 'cong-2', 'water_level', (ts) => 2.55 + (ts - start) / (1000 * MINUTE))
      .wants('opened', 'canal-high', 'cong-2', ['08:10', '08:10']);
    const told = story.play(alertingOf([canal]).take);
    const updates = told.filter((t) => t.change === 'updated');
    expect(updates.length).toBeGreaterThan(100);
    expect(updates.length).toBeLessThanOrEqual(110);
    expect(updates.at(-1)!.alert.facts.value).toBeCloseTo(2.67, 3);
  });
});

describe('smoke against the neighbours', () => {
  const stations = ['dong', 'doai', 'nam', 'bac'].map((id) => station(id, 'air'));
  const all = (story: Timeline, from: string, to: string, value: (id: string) => number) =>
    stations.reduce((s, { device }) => s.series(from, to, MINUTE, device.id, 'pm25', value(device.id)), story);

  it('one station far above the others is suspected; the sentence names both figures', () => {
    const story = all(new Timeline(DAY, stations), '15:00', '15:09', () => 22);
    all(story, '15:10', '15:40', (id) => (id === 'dong' ? 96 : 24));
    all(story, '15:41', '16:15', () => 23);
    story
      .wants('opened', 'smoke-neighbours', 'dong', ['15:20', '15:21'], {
        startedAt: story.ms('15:10'),
        sentence:
          /Nghi đốt rơm rạ .* bụi PM2\.5 96\u00a0µg\/m³, hơn các trạm khác \(24\u00a0µg\/m³\) quá ngưỡng cấu hình 20\u00a0µg\/m³, khu vực nghi ngờ, chưa xác minh/,
      })
      .wants('returned', 'smoke-neighbours', 'dong', ['16:11', '16:12']);
    story.play(alertingOf(stations).take);
  });

  it('haze everywhere is not a fire', () => {
    const story = all(new Timeline(DAY, stations), '15:00', '15:45', () => 75);
    story.play(alertingOf(stations).take);
  });

  it('two stations are too few to say where smoke is', () => {
    const two = stations.slice(0, 2);
    const story = new Timeline(DAY, two)
      .series('15:00', '15:45', MINUTE, 'dong', 'pm25', 70)
      .series('15:00', '15:45', MINUTE, 'doai', 'pm25', 10);
    story.play(alertingOf(two).take);
  });
});
