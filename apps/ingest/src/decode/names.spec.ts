import { describe, expect, it } from '@jest/globals';
import { CODECS } from '#hub/contracts';
import { PROFILES } from '../testing/directory.js';
import { NAMES, nameTable, plain } from './names.js';

const profile = (id: string) => PROFILES.find((p) => p.id === id)!;

describe('the list of names', () => {
  const names = Object.entries(NAMES.names).flatMap(([codec, list]) => Object.keys(list).map((name) => [codec, name]));

  it.each(names)('%s: %s is written as it is looked up', (_codec, name) => {
    expect(plain(name!)).toBe(name);
  });
  it.each(Object.entries(NAMES.ignored).filter(([codec]) => codec !== 'native'))(
    '%s: what is ignored is written as it is looked up',
    (codec, list) => {
      expect(list.map(plain)).toEqual(list);
      expect(CODECS).toContain(codec);
    },
  );
  it('has units that give the right values', () => {
    const inOurs = (unit: string, value: number) =>
      Math.round((value * NAMES.units[unit]!.scale + NAMES.units[unit]!.offset) * 1000) / 1000;
    expect([inOurs('F', 32), inOurs('F', 212), inOurs('F', -40)]).toEqual([0, 100, -40]);
    expect([inOurs('mmHg', 760), inOurs('inHg', 29.921), inOurs('kPa', 101.325)]).toEqual([1013.25, 1013.241, 1013.25]);
    expect([inOurs('km/h', 36), inOurs('mph', 10), inOurs('kn', 10)]).toEqual([10, 4.47, 5.144]);
  });
});

describe('a name', () => {
  it('leads to what the profile measures', () => {
    expect(nameTable('chirpstack', profile('canal-level'))('depth')).toEqual({
      metric: 'water_level',
      scale: 0.01,
      offset: 0,
    });
    expect(nameTable('chirpstack', profile('paddy-tube'))('depth')).toMatchObject({ metric: 'field_level', scale: 1 });
    expect(nameTable('tasmota', profile('pump'))('POWER')).toMatchObject({ metric: 'pump_on' });
    expect(nameTable('tasmota', profile('air-station'))('POWER')).toBe('ignored');
  });
  it.each(['PM2.5', 'pm2_5', 'Pm 2.5', 'pm-25'])('is the same as %s', (name) => {
    expect(nameTable('tasmota', profile('air-station'))(name)).toMatchObject({ metric: 'pm25' });
  });
  it.each(['__proto__', 'constructor', 'toString', ''])('of JavaScript’s own leads nowhere: "%s"', (name) => {
    expect(nameTable('tasmota', profile('air-station'))(name)).toBeUndefined();
  });
});
