import { expect, it } from '@jest/globals';
import { alarmLevel } from './alarm-level.js';

it('lies at the limit, of what is held against its neighbours above their background, of a switch nowhere', () => {
  expect(alarmLevel({ metric: 'pm25', limit: 100 })).toBe(100);
  expect(alarmLevel({ metric: 'pm25', limit: 20, background: 20 })).toBe(40);
  expect(alarmLevel({ metric: 'drill_level', limit: 1 })).toBeUndefined();
  expect(alarmLevel({ metric: 'pm25' })).toBeUndefined();
});
