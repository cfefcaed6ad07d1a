import { describe, expect, it, jest } from '@jest/globals';
import { STREAM } from '#hub/contracts';
import { device } from '../testing/directory.js';
import { at, PresenceStory } from '../testing/presence-story.js';

jest.setTimeout(60_000);

/** Reports every minute: silent after three. */
const AIR = device('air-1');
/** Every five minutes, uploads hourly: silent after three hours. */
const LOGGER = device('logger-1', 'hourly-logger');
const CAMERA = device('cam-1', 'camera');

describe('a device', () => {
  it('that was never heard is never missed', () => {
    const story = new PresenceStory([AIR], '10:00').until('12:00');
    expect(story.told()).toEqual(['air-1 never since 10:00:00']);
  });

  it('is online with the first thing that comes, silent after three intervals, and back with the next', () => {
    const story = new PresenceStory([AIR], '10:00').every(60, '10:10', 'air-1', { pm25: 3 });
    expect(story.told()).toEqual(['air-1 never since 10:00:00', 'air-1 online since 10:01:00']);
    story.until('10:13');
    expect(story.told()).toEqual([]);
    story.until('10:13:01');
    expect(story.told()).toEqual(['air-1 silent since 10:10:00']);
    story.values('10:30', 'air-1', { pm25: 3 });
    expect(story.told()).toEqual(['air-1 online since 10:30:00']);
  });

  it('that gathers measurements is held against its uploads', () => {
    const story = new PresenceStory([LOGGER], '10:00').values('10:05', 'logger-1', { water_level: 1 });
    story.until('13:05');
    expect(story.told()).toEqual(['logger-1 never since 10:00:00', 'logger-1 online since 10:05:00']);
    story.until('13:05:01');
    expect(story.told()).toEqual(['logger-1 silent since 10:05:00']);
  });

  it('that measures every ten seconds is silent no sooner than after two minutes', () => {
    const story = new PresenceStory([device('pump-1', 'pump')], '10:00').values('10:00:10', 'pump-1', { pump_on: 1 });
    story.told();
    story.until('10:03:10');
    expect(story.told()).toEqual([]);
    expect(story.until('10:03:11').told()).toEqual(['pump-1 silent since 10:00:10']);
  });

  it('whose connection broke is offline at once, and stays so until it is back', () => {
    const story = new PresenceStory([AIR], '10:00')
      .values('10:01', 'air-1', { pm25: 3 })
      .status('10:02', 'air-1', false);
    story.status('10:03', 'air-1', false).until('10:30');
    expect(story.told().slice(2)).toEqual(['air-1 offline since 10:02:00']);
    story.status('10:31', 'air-1', true);
    expect(story.told()).toEqual(['air-1 online since 10:31:00']);
    // connected, and nothing comes
    expect(story.until('10:40').told()).toEqual(['air-1 silent since 10:31:00']);
  });

  it('that is a camera speaks when it sees something', () => {
    const story = new PresenceStory([CAMERA], '10:00').status('10:01', 'cam-1', true).until('14:00');
    expect(story.told()).toEqual(['cam-1 never since 10:00:00', 'cam-1 online since 10:01:00']);
  });

  it('whose old measurements come in a heap is there, whatever their age', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 }, '07:00').until('10:03');
    expect(story.told().at(-1)).toBe('air-1 online since 10:01:00');
  });

  it('is heard of when it is registered, and no more when it is retired or gone', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 });
    story.told();
    story.register([AIR, device('air-2')]).until('10:01:30');
    expect(story.told()).toEqual(['air-2 never since 10:01:01']);
    story.register([{ ...AIR, state: 'retired' }]).until('10:30');
    expect(story.told()).toEqual([]);
    expect([...story.group.kept.keys()]).toEqual(['tick']);
    story.register([AIR]).until('10:31');
    expect(story.told()).toEqual(['air-1 never since 10:30:01']);
  });

  it('that nobody registered is nobody', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'ghost', { pm25: 3 });
    expect(story.told()).toEqual(['air-1 never since 10:00:00']);
  });

  it('whose profile changes is held against the new one', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 });
    story.register([device('air-1', 'hourly-logger')]).until('12:00');
    expect(story.told().slice(2)).toEqual([]);
  });
});

describe('a metric', () => {
  it('that stops while others go on is named, and no more when it is back', () => {
    const story = new PresenceStory([AIR], '10:00').every(60, '10:05', 'air-1', { pm25: 3, co: 1 });
    story.told();
    story.every(60, '10:08', 'air-1', { pm25: 3 });
    expect(story.told()).toEqual([]);
    story.every(60, '10:12', 'air-1', { pm25: 3 });
    expect(story.told()).toEqual(['air-1 online since 10:01:00 without co']);
    story.values('10:13', 'air-1', { pm25: 3, co: 1 });
    expect(story.told()).toEqual(['air-1 online since 10:01:00']);
  });

  it('that never came is not missed: a profile names all that a model can have', () => {
    const story = new PresenceStory([AIR], '10:00').every(60, '10:30', 'air-1', { pm25: 3 });
    expect(story.told()).toEqual(['air-1 never since 10:00:00', 'air-1 online since 10:01:00']);
  });

  it('outside the profile comes when it comes', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3, water_level: 1 });
    story.every(60, '10:30', 'air-1', { pm25: 3 });
    expect(story.told().slice(2)).toEqual([]);
  });

  it('is no longer named by itself when nothing comes at all', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3, co: 1 });
    story.every(60, '10:10', 'air-1', { pm25: 3 }).until('10:20');
    expect(story.told().slice(2)).toEqual(['air-1 online since 10:01:00 without co', 'air-1 silent since 10:10:00']);
    // back, and still without: said again after three intervals
    story.every(60, '10:25', 'air-1', { pm25: 3 });
    expect(story.told()).toEqual(['air-1 online since 10:21:00', 'air-1 online since 10:21:00 without co']);
  });
});

describe('the hub', () => {
  it('that was off asks nobody where they were: quiet counts from its return', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 }).until('10:02');
    story.told();
    story.off('12:00').until('12:03');
    expect(story.told()).toEqual([]);
    story.until('12:03:01');
    expect(story.told()).toEqual(['air-1 silent since 12:00:00']);
  });

  it('that does not know how late it is says of nobody that they are silent', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 });
    story.told();
    story.until('11:00', 'unsynchronised');
    expect(story.told()).toEqual([]);
    story.until('11:03');
    expect(story.told()).toEqual([]);
    expect(story.until('11:03:01').told()).toEqual(['air-1 silent since 11:00:00']);
  });

  it('whose clock was set back begins anew', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 }).until('10:02');
    story.told();
    story.off('08:00').until('08:03');
    expect(story.told()).toEqual([]);
    expect(story.until('08:03:01').told()).toEqual(['air-1 silent since 08:00:00']);
  });

  it('that ends and is back at once has forgotten nothing, and missed nobody too early', () => {
    const story = new PresenceStory([AIR, device('air-2')], '10:00').every(60, '10:10', 'air-1', { pm25: 3, co: 1 });
    story.told();
    story.restart().until('10:11');
    expect(story.told()).toEqual([]);
    story.until('10:20');
    const told = story.told();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^air-1 silent since 10:1[01]:/);
    story.restart().until('10:30');
    expect(story.told()).toEqual([]);
  });

  it('takes a batch again that was not committed, and tells the same once', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 });
    story.told();
    const lost = [
      { type: 'status', commune: '26734', device: 'air-1', online: false, received: at('10:01:30') },
    ] as const;
    story.take(lost, false);
    expect(story.told()).toEqual([]);
    story.take(lost);
    expect(story.told()).toEqual(['air-1 offline since 10:01:30']);
  });

  it('writes no state for each reading', () => {
    const story = new PresenceStory([AIR], '10:00').values('10:01', 'air-1', { pm25: 3 });
    const before = story.group.puts;
    story.every(1, '10:11', 'air-1', { pm25: 3 });
    // ten times when it was last heard, and the tick every five seconds
    expect(story.group.puts - before).toBeLessThanOrEqual(10 + 120);
    expect(story.group.of(STREAM.presence)).toHaveLength(2);
  });
});
