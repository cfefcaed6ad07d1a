import { describe, expect, it } from '@jest/globals';
import {
  daylightHours,
  dailyEt0,
  daysUntil,
  extraterrestrial,
  hourlyEt0,
  kcMid,
  paddyLoss,
  pressureAt,
  psychrometric,
  refill,
  saturation,
  uplandDay,
  vapourPressure,
  windAt2m,
} from './index.js';
import { meanSaturation, saturationSlope } from './atmosphere.js';

/** Holds to an absolute tolerance, as the examples are given. */
const near = (found: number, wanted: number, tolerance: number) =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(tolerance + 1e-9);

describe('acceptance examples', () => {
  it('ET-O1: FAO-56 example 18', () => {
    const [wind, humidity] = [windAt2m(10 / 3.6, 10), { kind: 'extremes', max: 84, min: 63 } as const];
    const { et0, radiation } = dailyEt0({
      ...{ latitude: 50.8, altitude: 100, day: 187, tmax: 21.5, tmin: 12.3, humidity, wind },
      sun: { kind: 'sunshine', hours: 9.25 },
    });
    near(wind, 2.078, 0.01);
    near(saturationSlope(16.9), 0.122, 0.001);
    near(psychrometric(pressureAt(100)), 0.0666, 0.0001);
    near(meanSaturation(21.5, 12.3), 1.997, 0.001);
    near(vapourPressure(humidity, 21.5, 12.3), 1.409, 0.001);
    near(radiation.above, 41.09, 0.01);
    near(daylightHours(50.8, 187), 16.1, 0.05);
    near(radiation.solar, 22.07, 0.01);
    near(radiation.clear, 30.9, 0.01);
    near(radiation.short, 17, 0.01);
    near(radiation.long, 3.71, 0.01);
    near(radiation.net, 13.28, 0.01);
    near(et0, 3.88, 0.01);
  });

  it('ET-O2: FAO-56 example 19, 14–15 h', () => {
    const { et0, radiation } = hourlyEt0({
      ...{ latitude: 16.22, longitude: -16.25, meridian: -15, altitude: 8, day: 274, middle: 14.5 },
      ...{ celsius: 38, humidity: 52, wind: 3.3, solar: 2.45 },
    });
    near(radiation.above, 3.543, 0.005);
    near(radiation.clear, 2.658, 0.005);
    near(radiation.long, 0.137, 0.005);
    near(radiation.net, 1.749, 0.005);
    near(radiation.soil, 0.175, 0.005);
    near(et0, 0.63, 0.005);
  });

  it('ET-O3: FAO-56 examples 2, 3, 8 and 14', () => {
    near(pressureAt(1800), 81.8, 0.06);
    near(psychrometric(pressureAt(1800)), 0.054, 0.0005);
    near(saturation(24.5), 3.075, 0.001);
    near(saturation(15), 1.705, 0.001);
    near(extraterrestrial(-20, 246), 32.2, 0.06);
    near(windAt2m(3.2, 10), 2.4, 0.06);
  });

  it('SWB-O1: FAO-56 eq. 85', () => {
    let depleted = 40;
    const ends = [[5, 0] as const, [5.5, 0] as const, [4.8, 12] as const].map(([et0, rain]) => {
      depleted = uplandDay(depleted, { total: 160, easy: 64, kc: 1.15 }, { et0, rain, irrigation: 0 }).depleted;
      return depleted;
    });
    [45.75, 52.075, 45.595].forEach((wanted, i) => near(ends[i]!, wanted, 0.001));
  });

  it('AWD-O1, AWD-O2: a refill, and days to the threshold', () => {
    const soil = { drainable: 0.07, percolation: 3 };
    const need = refill({ level: -16, target: 5, area: 2.5 }, soil, { efficiency: 0.8, discharge: 450 });
    near(need.net, 1530, 0.01);
    near(need.gross, 1912.5, 0.01);
    near(need.hours!, 4.25, 0.01);
    const loss = paddyLoss(4.6, 1.2, soil);
    near(loss, 8.52, 0.002);
    near(daysUntil(2, 0, loss, soil), 2.347, 0.002);
    near(daysUntil(2, -15, loss, soil), 3.58, 0.002);
  });

  it('the crop coefficient of rice in a damp, still climate', () =>
    near(kcMid(1.2, { wind: 1.5, rhMin: 65, height: 1 }), 1.128, 0.001));

  it('a pump that gives nothing fills no field in any time', () => {
    const need = refill({ level: -16, target: 5, area: 2.5 }, { drainable: 0.07 }, { efficiency: 0.8, discharge: 0 });
    expect(need).toEqual({ net: expect.closeTo(1530, 6), gross: expect.closeTo(1912.5, 6), hours: undefined });
  });
});
