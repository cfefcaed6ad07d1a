import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  acceptSightings,
  gradeOf,
  inSeason,
  type ScoreInput,
  scoreOf,
  type SmokeRules,
  suppress,
  type SuppressInput,
  togetherOf,
} from './index.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const local = (text: string) => Date.parse(`${text}+07:00`);
const all: ScoreInput = {
  excess: 120,
  rise: 30,
  fineShare: 0.8,
  coExcess: 1.5,
  inSeason: true,
  hotspotM: 900,
  camera: true,
  reportM: 700,
};
const bare: ScoreInput = { excess: 50, coExcess: 0, inSeason: false, camera: false };
const points = (input: ScoreInput) =>
  Object.fromEntries(scoreOf(input, rules).parts.map(({ key, points: p }) => [key, Number(p.toFixed(3))]));

describe('the score', () => {
  it('lists all its reasons, those without points too', () => {
    expect(points(all)).toEqual({
      ...{ excess: 35, rise: 15, fine: 15, co: 15, season: 5, hotspot: 15, camera: 30, report: 15 },
    });
    expect(scoreOf(all, rules)).toMatchObject({ total: 100, grade: 'technical' });
    expect(points(bare)).toEqual({
      ...{ excess: 17.5, rise: 0, fine: 0, co: 0, season: 0, hotspot: 0, camera: 0, report: 0 },
    });
  });
  it('counts each reason by its figure', () => {
    expect(points({ ...bare, rise: 19.9 }).rise).toBe(0);
    expect(points({ ...bare, rise: 20 }).rise).toBe(15);
    expect(points({ ...bare, fineShare: 0.59 }).fine).toBe(0);
    expect(points({ ...bare, fineShare: 0.5, usualFineShare: 0.3 }).fine).toBe(15);
    // 50 µg/m³ by mg/m³ of CO: 0.02 to 0.15 by mass
    expect(points({ ...bare, coExcess: 2.5 }).co).toBe(15);
    expect(points({ ...bare, coExcess: 2.6 }).co).toBe(0);
    expect(points({ ...bare, coExcess: 0.3 }).co).toBe(0);
    expect(points({ ...bare, hotspotM: 2001 }).hotspot).toBe(0);
    expect(points({ ...bare, reportM: 2001 }).report).toBe(0);
  });
  it('spreads the weight of CO over the rest where nobody measures it, but not over the camera and residents', () => {
    const { coExcess: _none, reportM: _nobody, ...without } = all;
    const { parts, total } = scoreOf({ ...without, camera: false }, rules);
    expect(total).toBeCloseTo(100, 9);
    expect(parts.find(({ key }) => key === 'excess')!.of).toBeCloseTo((35 * 100) / 85, 9);
    expect(parts.find(({ key }) => key === 'camera')!.of).toBe(30);
    expect(parts.find(({ key }) => key === 'report')!.of).toBe(15);
    expect(parts.some(({ key }) => key === 'co')).toBe(false);
  });
  it('adds what residents told to the rest, takes nothing from it, and stays at 100 at most', () => {
    const { report, ...rest } = points({ ...bare, reportM: 700 });
    expect(report).toBe(15);
    const { report: _none, ...before } = points(bare);
    expect(rest).toEqual(before);
    expect(scoreOf({ ...bare, reportM: 700 }, rules).total).toBe(scoreOf(bare, rules).total + 15);
    expect(scoreOf(all, rules).total).toBe(100);
  });
  it('has its grades at 40, 60 and 80', () => {
    const grades = [39.9, 40, 59.9, 60, 79.9, 80].map((total) => gradeOf(total, rules));
    expect(grades).toEqual(['none', 'suspected', 'suspected', 'likely', 'likely', 'technical']);
  });
  it('never falls when more speaks for smoke, and stays within 0 and 100', () => {
    const figure = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(figure(300), figure(60), figure(1), fc.boolean(), fc.boolean(), (excess, rise, share, sun, cam) => {
        const input = { excess, rise, fineShare: share, inSeason: sun, camera: cam };
        const { total, parts } = scoreOf(input, rules);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(100);
        expect(parts.every((p) => p.points >= 0 && p.points <= p.of + 1e-9)).toBe(true);
        const more = {
          ...input,
          excess: excess + 10,
          rise: rise + 5,
          fineShare: Math.min(1, share + 0.1),
          camera: true,
        };
        expect(scoreOf(more, rules).total).toBeGreaterThanOrEqual(total - 1e-9);
      }),
    );
  });
  it('knows the season and its hours by the wall clock', () => {
    expect(inSeason(local('2026-06-02T15:00'), 'red-river', rules)).toBe(true);
    expect(inSeason(local('2026-06-02T14:59'), 'red-river', rules)).toBe(false);
    expect(inSeason(local('2026-06-02T19:00'), 'red-river', rules)).toBe(false);
    expect(inSeason(local('2026-03-02T16:00'), 'red-river', rules)).toBe(false);
    expect(inSeason(local('2026-03-02T16:00'), 'mekong', rules)).toBe(true);
  });
  it('takes a camera’s word after three in two minutes, or where smoke is smelt', () => {
    expect(acceptSightings([0, 60_000, 120_000], false, rules)).toBe('repeated');
    expect(acceptSightings([0, 60_000, 120_001], false, rules)).toBe('single');
    expect(acceptSightings([0], true, rules)).toBe('withExcess');
    expect(acceptSightings([], true, rules)).toBe('single');
  });
});

describe('what speaks against smoke', () => {
  const tuesday = local('2026-06-02T17:30');
  const alone = togetherOf([2, 60, 1, 3, 2], rules);
  const everywhere = togetherOf([40, 60, 45, 50, 44], rules);
  const usual: SuppressInput = {
    start: tuesday,
    eventFrom: tuesday,
    excess: 50,
    humidity: 70,
    fineShare: 0.8,
    usualFineShare: 0.6,
    coExcess: 0.6,
    together: alone,
    alone: true,
    earlier: [],
    recent: [55, 20, 19, 21, 20, 22],
  };
  const found = (patch: Partial<SuppressInput>) => suppress({ ...usual, ...patch }, rules);
  const day = (n: number, time: string, peak = 30) => ({ from: local(`2026-05-${31 - n}T${time}`) + 86_400_000, peak });

  it('is nothing of a straw fire', () => expect(found({})).toBeUndefined());
  it('fog: damp, everywhere, of the usual mixture', () => {
    const fog = { humidity: 96, together: everywhere, usualFineShare: 0.75 };
    expect(found(fog)).toMatchObject({ reason: 'fog', outcome: 'fogNotice', value: 96 });
    expect(found({ ...fog, humidity: 95, excess: 60 })).toBeUndefined();
    expect(found({ ...fog, usualFineShare: 0.6, excess: 60 })).toBeUndefined();
    expect(found({ ...fog, together: alone })).toBeUndefined();
  });
  it('haze: everywhere; but a fire within it stands out', () => {
    expect(found({ together: everywhere, excess: 30 })).toMatchObject({ reason: 'haze', outcome: 'hazeNotice' });
    expect(found({ together: everywhere, excess: 60 })).toBeUndefined();
    expect(togetherOf([40, 60], rules).all).toBe(false);
  });
  it('traffic: a workday’s rush with much CO for its dust', () => {
    expect(found({ coExcess: 3 })).toMatchObject({ reason: 'traffic', outcome: 'trafficNotice' });
    expect(found({ coExcess: 3, start: local('2026-06-07T17:30') })).toBeUndefined();
    expect(found({ coExcess: 3, start: local('2026-06-02T16:00') })).toBeUndefined();
    expect(found({ coExcess: 2.4 })).toBeUndefined();
  });
  it('a fixed source: at this hour on two of the last days, weak, at one station', () => {
    const habit = { excess: 30, earlier: [day(1, '17:50'), day(2, '17:10')] };
    expect(found(habit)).toMatchObject({ reason: 'fixedSource', outcome: 'askToClassify', value: 2 });
    expect(found({ ...habit, excess: 41 })).toBeUndefined();
    expect(found({ ...habit, alone: false })).toBeUndefined();
    expect(found({ ...habit, earlier: [day(1, '17:50'), day(2, '16:50')] })).toBeUndefined();
    expect(found({ ...habit, earlier: [day(1, '17:50'), day(1, '17:20')] })).toBeUndefined();
    expect(found({ ...habit, earlier: [day(1, '17:50'), day(2, '17:10', 90)] })).toBeUndefined();
  });
  it('a source that people entered: as strong as they know it or half as much again, and named', () => {
    const known = { id: 'lo', name: 'Lò gạch Gò Mả', at: { x: 0, y: 0 }, radiusM: 100, usual: 60 };
    expect(found({ known, excess: 90 })).toMatchObject({
      ...{ reason: 'knownSource', outcome: 'knownNotice', value: 60, name: 'Lò gạch Gò Mả' },
    });
    expect(found({ known, excess: 91 })).toBeUndefined();
  });
  it('the calendar, by the name of the day', () => {
    const eve = local('2027-02-05T23:30');
    expect(found({ start: eve, eventFrom: eve })).toMatchObject({
      outcome: 'calendarNotice',
      name: 'Tết Đinh Mùi 2027',
    });
  });
  it('a sensor that stands still, or whose two counters disagree', () => {
    const stuck = { recent: [55, 55, 55, 55, 55, 55] };
    expect(found(stuck)).toMatchObject({ reason: 'sensorStuck', outcome: 'checkSensor' });
    expect(found({ recent: stuck.recent.slice(1) })).toBeUndefined();
    expect(found({ channels: [90, 20] })).toMatchObject({ reason: 'channelsApart', value: 70 });
    expect(found({ channels: [60, 52] })).toBeUndefined();
  });
});
