import { describe, expect, it } from '@jest/globals';
import { canalSchema } from '#hub/contracts';
import { dischargeDay } from './discharge-day.js';

const HOUR = 3_600_000;

describe('a day with a discharge', () => {
  it('is the same for the same seed, and another for another', () => {
    const of = (seed: number) => JSON.stringify([dischargeDay(seed).discharge, [...dischargeDay(seed).measured]]);
    expect(of(3)).toBe(of(3));
    expect(of(3)).not.toBe(of(4));
  });
  it('has canals that the hub takes, and times of travel that are not the truth', () => {
    const { register, channels } = dischargeDay(5).waterways;
    for (const canal of register)
      expect(canalSchema.safeParse({ ...canal, commune: '10807', version: 1 }).error?.message).toBeUndefined();
    const off = register.flatMap((canal) =>
      canal.reaches.flatMap(({ id, travelMin }) => {
        const channel = channels.find((c) => c.id === `${canal.id}/${id}`)!;
        return travelMin ? [(channel.length * channel.section) / channel.flow / 60 / travelMin] : [];
      }),
    );
    expect(off.length).toBeLessThan(channels.length);
    expect(Math.min(...off)).toBeLessThan(0.9);
    expect(Math.max(...off)).toBeGreaterThan(1.1);
  });
  it.each([1, 2, 3])('seed %i: pours one to three hours, and some station down the water tastes it', (seed) => {
    const day = dischargeDay(seed);
    const quiet = dischargeDay(seed, { isQuiet: true });
    const hours = (day.discharge.to - day.discharge.from) / HOUR;
    expect(hours).toBeGreaterThanOrEqual(1);
    expect(hours).toBeLessThanOrEqual(3);
    const most = Math.max(
      ...[...day.measured].flatMap(([id, samples]) =>
        samples.map(({ values }, i) => values.ec! - quiet.measured.get(id)![i]!.values.ec!),
      ),
    );
    expect(most).toBeGreaterThan(0.05);
    const before = (of: typeof day) =>
      [...of.measured.values()].map((s) => s.filter(({ ts }) => ts <= day.discharge.from));
    expect(before(day)).toEqual(before(quiet));
  });
});
