import { describe, expect, it } from '@jest/globals';
import type { FindingCase } from '#hub/contracts';
import { whichCamera } from './which-camera.js';

const [LON, LAT] = [106.25, 20.45];
/** A box so many metres east of the station. */
const box = (id: string, east: number) => ({ id, name: `Trạm ${id}`, lon: LON + east / 104_400, lat: LAT });
const known = {
  devices: [box('air-1', 0), box('near', 300), box('far', 1200), box('beyond', 4000)],
  cameras: ['near', 'far', 'beyond'],
};
const suspects = (...cameras: string[]) =>
  ({
    finding: { kind: 'burning', where: {} },
    cameras: cameras.map((camera) => ({ camera, name: camera, metres: 500 })),
  }) as unknown as FindingCase;
const shown = (target: string, of?: FindingCase, broken: string[] = []) => {
  const found = whichCamera({ target }, of, known, new Set(broken));
  return found && [found.camera.id, found.area];
};

describe('the picture over an incident', () => {
  it('is of the nearest camera, and of none that is too far away', () => {
    expect(shown('air-1')).toEqual(['near', undefined]);
    expect(shown('air-1', undefined, ['near', 'far'])).toBeUndefined();
  });
  it('is of the camera that told of it', () => {
    expect(shown('far', suspects('near'))).toEqual(['far', undefined]);
  });
  it('of a suspected area is of the nearest that looks there, and not of a nearer one that looks elsewhere', () => {
    expect(shown('air-1', suspects('far', 'beyond'))).toEqual(['far', 'looks']);
    expect(shown('air-1', suspects('far', 'beyond'), ['far'])).toEqual(['beyond', 'looks']);
  });
  it('says that it may not see the area where none looks there', () => {
    expect(shown('air-1', suspects())).toEqual(['near', 'may-not-see']);
  });
});
