import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readFirms, type SmokeRules } from './index.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const VIIRS =
  'latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight';
const viirs = (patch: Partial<Record<'lat' | 'date' | 'time' | 'confidence' | 'scan', string>> = {}) => {
  const { lat = '20.43', date = '2026-06-02', time = '655', confidence = 'n', scan = '0.8' } = patch;
  return `${lat},106.28,330.1,${scan},0.39,${date},${time},N20,VIIRS,${confidence},2.0NRT,295.2,4.1,D`;
};
const read = (...lines: string[]) => readFirms(lines.join('\n'), rules);

describe('a file of FIRMS', () => {
  it('of VIIRS: the time may have lost its zero, and a wide pixel is searched wider', () => {
    const { hotspots, bad } = read(VIIRS, viirs(), viirs({ time: '5', confidence: 'high', scan: '0.4' }), '');
    expect(bad).toEqual([]);
    expect(hotspots).toEqual([
      {
        ...{ lat: 20.43, lon: 106.28, ts: Date.UTC(2026, 5, 2, 6, 55) },
        ...{ confidence: 'nominal', power: 4.1, satellite: 'N20', radius: 1200 },
      },
      expect.objectContaining({ ts: Date.UTC(2026, 5, 2, 0, 5), confidence: 'high', radius: 1000 }),
    ]);
  });
  it('of MODIS: confidence in percent, columns in any order, no instrument', () => {
    const { hotspots } = read(
      '\uFEFFconfidence,acq_time,acq_date,track,scan,longitude,latitude',
      '85,1330,2026-06-02,1.1,2.4,106,20',
      '"29",0130,2026-06-02,1,1,106,20',
      '30,0130,2026-06-02,1,1,106,20',
    );
    expect(hotspots.map(({ confidence, percent }) => [confidence, percent])).toEqual([
      ['high', 85],
      ['low', 29],
      ['nominal', 30],
    ]);
    expect(hotspots[0]!.radius).toBeCloseTo(3600, 6);
  });
  it('names each bad row and reads the rest', () => {
    const { hotspots, bad } = read(
      VIIRS,
      viirs({ lat: '' }),
      viirs({ lat: '91' }),
      viirs(),
      viirs({ date: '2026-02-30' }),
      viirs({ time: '2460' }),
      viirs({ confidence: 'x' }),
      viirs({ confidence: '' }),
      viirs({ scan: '' }),
      'broken',
    );
    expect(hotspots).toHaveLength(1);
    expect(bad).toEqual([
      { line: 2, because: 'place' },
      { line: 3, because: 'place' },
      { line: 5, because: 'date' },
      { line: 6, because: 'time' },
      { line: 7, because: 'confidence' },
      { line: 8, because: 'confidence' },
      { line: 9, because: 'pixel' },
      { line: 10, because: 'place' },
    ]);
  });
  it('is refused whole when it is empty or lacks columns', () => {
    expect(read('').refused).toEqual({ because: 'empty', missing: [] });
    expect(read('latitude,longitude\n1,2').refused).toMatchObject({ because: 'columns' });
    expect(read('Invalid MAP_KEY.').refused!.missing).toContain('latitude');
  });
});
