import { describe, it } from '@jest/globals';
import { Timeline } from '#hub/testkit';
import { alertingOf, station } from './stations.js';

const DAY = '2026-06-02';
const camera = station('cam-1', 'camera', { hamlet: 'Thôn Đoài', place: 'cạnh trạm bơm' });
const play = (story: Timeline) => story.play(alertingOf([camera]).take);
const inZone = { zones: ['restricted'], score: 0.9 };

describe('camera events', () => {
  it('a person in the closed zone at night; not by day, not elsewhere, not when unsure', () => {
    const story = new Timeline(DAY, [camera])
      .detect('21:59', 'cam-1', 'person', { ...inZone, eventId: 'early' })
      .detect('22:10', 'cam-1', 'person', { zones: ['road'], score: 0.9, eventId: 'road' })
      .detect('22:20', 'cam-1', 'person', { zones: ['restricted'], score: 0.4, eventId: 'unsure' })
      .detect('23:15', 'cam-1', 'person', { ...inZone, eventId: 'p1' });
    story.wants('opened', 'camera-person', 'cam-1', ['23:15', '23:15'], {
      sentence: 'Camera thấy có người trong vùng cấm tại Thôn Đoài, cạnh trạm bơm từ 23:15',
    });
    story.wants('returned', 'camera-person', 'cam-1', ['23:25', '23:25:02'], { endedAt: story.ms('23:25') });
    play(story);
  });

  it('one visit is one alert, however often the camera speaks of it, and goes on past midnight', () => {
    const story = new Timeline(DAY, [camera])
      .detect('23:55', 'cam-1', 'person', { ...inZone, eventId: 'p1' })
      .detect('23:58', 'cam-1', 'person', { ...inZone, eventId: 'p1', phase: 'update' })
      .detect('+1 00:04', 'cam-1', 'person', { ...inZone, eventId: 'p2' })
      .detect('+1 00:06', 'cam-1', 'person', { ...inZone, eventId: 'p2', phase: 'end' });
    story
      .wants('opened', 'camera-person', 'cam-1', ['23:55', '23:55'])
      .wants('returned', 'camera-person', 'cam-1', ['+1 00:16', '+1 00:16:02'], { startedAt: story.ms('23:55') });
    play(story);
  });

  it('smoke counts after three different detections within two minutes', () => {
    const story = new Timeline(DAY, [camera])
      // one detection repeated is one
      .detect('15:00:00', 'cam-1', 'smoke', { eventId: 's0' })
      .detect('15:00:20', 'cam-1', 'smoke', { eventId: 's0', phase: 'update' })
      .detect('15:00:40', 'cam-1', 'smoke', { eventId: 's0', phase: 'update' })
      // three, but too far apart
      .detect('15:10:00', 'cam-1', 'smoke', { eventId: 's1' })
      .detect('15:11:30', 'cam-1', 'smoke', { eventId: 's2' })
      .detect('15:13:00', 'cam-1', 'smoke', { eventId: 's3' })
      .detect('15:14:30', 'cam-1', 'smoke', { eventId: 's4' })
      .detect('15:14:50', 'cam-1', 'smoke', { eventId: 's5' });
    story
      .wants('opened', 'camera-smoke', 'cam-1', ['15:14:50', '15:14:50'], { startedAt: story.ms('15:13') })
      .wants('returned', 'camera-smoke', 'cam-1', ['15:29:50', '15:29:52']);
    play(story);
  });

  it('smoke that the camera follows as one object counts once it has gone on for two minutes', () => {
    const story = new Timeline(DAY, [camera]).detect('15:00:00', 'cam-1', 'smoke', { eventId: 's0' });
    const start = story.ms('15:00:00');
    for (let s = 20; s <= 900; s += 20)
      story.detect(start + s * 1000, 'cam-1', 'smoke', { eventId: 's0', phase: s < 900 ? 'update' : 'end' });
    story
      .wants('opened', 'camera-smoke', 'cam-1', ['15:02:00', '15:02:00'], {
        startedAt: start,
        sentence: 'Camera nghi có khói tại Thôn Đoài, cạnh trạm bơm từ 15:00, phát hiện 1 lần, chưa xác minh',
      })
      .wants('returned', 'camera-smoke', 'cam-1', ['15:30', '15:30:02'], { startedAt: start });
    play(story);
  });

  it('mist that is taken for smoke for a minute and a half is not told of, nor is it with another one later', () => {
    const story = new Timeline(DAY, [camera])
      .detect('15:00:00', 'cam-1', 'smoke', { eventId: 's0' })
      .detect('15:00:50', 'cam-1', 'smoke', { eventId: 's0', phase: 'update' })
      .detect('15:01:30', 'cam-1', 'smoke', { eventId: 's0', phase: 'end' })
      .detect('15:03:00', 'cam-1', 'smoke', { eventId: 's1' })
      .detect('15:03:20', 'cam-1', 'smoke', { eventId: 's1', phase: 'end' });
    play(story.until('15:10'));
  });

  it('smoke that went on while the line was down is written down, whatever order it comes in', () => {
    const story = new Timeline(DAY, [camera])
      .detect('15:02:10', 'cam-1', 'smoke', { eventId: 's0', phase: 'end', arrives: '16:00' })
      .detect('15:00:00', 'cam-1', 'smoke', { eventId: 's0', arrives: '16:00:10' });
    story.wants('recorded', 'camera-smoke', 'cam-1', ['16:00:10', '16:00:10'], {
      startedAt: story.ms('15:00'),
      endedAt: story.ms('15:17:10'),
    });
    play(story);
  });

  it('fire is told of at the first sure detection; one that comes hours late is only written down', () => {
    const story = new Timeline(DAY, [camera])
      .detect('09:00', 'cam-1', 'fire', { score: 0.8, eventId: 'late', arrives: '11:30' })
      .detect('12:00', 'cam-1', 'fire', { score: 0.5, eventId: 'unsure' })
      .detect('12:30', 'cam-1', 'fire', { score: 0.8, eventId: 'f1' });
    story
      .wants('recorded', 'camera-fire', 'cam-1', ['11:30', '11:30'], {
        startedAt: story.ms('09:00'),
        endedAt: story.ms('09:15'),
        backdated: true,
      })
      .wants('opened', 'camera-fire', 'cam-1', ['12:30', '12:30'], { severity: 'emergency' })
      .wants('returned', 'camera-fire', 'cam-1', ['12:45', '12:45:02']);
    play(story);
  });
});
