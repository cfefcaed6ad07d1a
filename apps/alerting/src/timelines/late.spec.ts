import { describe, it } from '@jest/globals';
import { Timeline } from '#hub/testkit';
import { alertingOf, station } from './stations.js';

const MINUTE = 60_000;
const DAY = '2026-06-02';

describe('late data', () => {
  it('news of the night: one alert that says when it began and when we learnt of it', () => {
    const canal = station('cong-2', 'canal');
    const story = new Timeline(DAY, [canal])
      .series('00:00', '00:55', 5 * MINUTE, 'cong-2', 'water_level', 1.8)
      // the line is down from one o'clock; the water is over the limit from ten past one
      .series('01:00', '01:05', 5 * MINUTE, 'cong-2', 'water_level', 2.1, { received: '03:05' })
      .series('01:10', '02:50', 5 * MINUTE, 'cong-2', 'water_level', 2.7, { received: '03:05' })
      .send('03:05', 'cong-2', { water_level: 2.8 }, { received: '03:05:01' });
    story
      .wants('opened', 'device-silent', 'cong-2', ['01:05', '01:15'])
      .wants('returned', 'device-silent', 'cong-2', ['03:05', '03:05:01'])
      // by what was measured it rose fast too, and that was over before anybody heard of it
      .wants('recorded', 'canal-rise', 'cong-2', ['03:05', '03:06'])
      .wants('opened', 'canal-high', 'cong-2', ['03:05', '03:05:02'], {
        startedAt: story.ms('01:10'),
        backdated: false,
        sentence: 'bắt đầu 01:10, nhận tin 03:05',
      });
    story.play(alertingOf([canal]).take);
  });

  it('what was over before we heard of it is written down and wakes nobody', () => {
    const canal = station('cong-2', 'canal');
    const story = new Timeline(DAY, [canal])
      .series('00:00', '00:55', 5 * MINUTE, 'cong-2', 'water_level', 2.3)
      .series('01:00', '01:30', 5 * MINUTE, 'cong-2', 'water_level', 2.55, { received: '03:05' })
      .series('01:35', '03:00', 5 * MINUTE, 'cong-2', 'water_level', 2.3, { received: '03:05' })
      .send('03:05', 'cong-2', { water_level: 2.3 });
    story
      .wants('opened', 'device-silent', 'cong-2', ['01:05', '01:15'])
      .wants('returned', 'device-silent', 'cong-2', ['03:05', '03:05'])
      .wants('recorded', 'canal-high', 'cong-2', ['03:05', '03:05'], {
        startedAt: story.ms('01:00'),
        endedAt: story.ms('01:35'),
        backdated: true,
        state: 'closed',
        sentence: 'từ 01:00 đến 01:35, nhận tin 03:05',
      });
    story.play(alertingOf([canal]).take);
  });

  it('a logger that uploads once an hour alarms, and is not taken for silent', () => {
    const logger = station('may-ghi', 'logger');
    const story = new Timeline(DAY, [logger])
      .series('08:05', '09:00', 5 * MINUTE, 'may-ghi', 'water_level', 2.3, { received: '09:00' })
      .series('09:05', '10:00', 5 * MINUTE, 'may-ghi', 'water_level', 2.45, { received: '10:00' });
    const rises = story.ms('10:30');
    story
      .series('10:05', '11:00', 5 * MINUTE, 'may-ghi', 'water_level', (ts) => (ts >= rises ? 2.6 : 2.45), {
        received: '11:00',
      })
      .wants('opened', 'canal-high', 'may-ghi', ['11:00', '11:00'], {
        startedAt: rises,
        backdated: false,
        sentence: 'bắt đầu 10:30, nhận tin 11:00',
      })
      .until('12:30');
    story.play(alertingOf([logger]).take);
  });

  it('a late reading counts towards the holding time of an alert that goes on', () => {
    const canal = station('cong-2', 'canal');
    const story = new Timeline(DAY, [canal])
      .send('05:00', 'cong-2', { water_level: 2.3 })
      .send('05:25', 'cong-2', { water_level: 2.6 })
      .send('05:05', 'cong-2', { water_level: 2.3 }, { received: '05:26' })
      .send('05:10', 'cong-2', { water_level: 2.6 }, { received: '05:27' })
      .send('05:15', 'cong-2', { water_level: 2.6 }, { received: '05:28' })
      .until('05:30');
    story
      .wants('opened', 'device-silent', 'cong-2', ['05:15', '05:16'])
      .wants('returned', 'device-silent', 'cong-2', ['05:25', '05:25']);
    story.wants('opened', 'canal-high', 'cong-2', ['05:27', '05:28'], { startedAt: story.ms('05:10') });
    story.wants('opened', 'canal-rise', 'cong-2', ['05:27', '05:28'], { startedAt: story.ms('05:10') });
    story.play(alertingOf([canal]).take);
  });
});
