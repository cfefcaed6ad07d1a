import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { NotARecordingError, readSensorCsv } from './sensor-csv.js';

const HEADER = 'sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2';
const row = (time: string, p1 = '8.43', p2 = '2.57', lat = '56.963') =>
  `15092;SDS011;7647;${lat};-2.211;${time};${p1};;;${p2};;`;

describe('a recording', () => {
  it('is read with its times as UTC, P1 as PM10 and P2 as PM2.5', () => {
    const { sensors, faults } = readSensorCsv([HEADER, row('2018-11-04T00:02:27'), ''].join('\n'));
    expect(faults).toEqual([]);
    expect(sensors).toEqual([
      {
        sensor: '15092',
        lat: 56.963,
        lon: -2.211,
        rows: [{ ts: Date.UTC(2018, 10, 4, 0, 2, 27), values: { pm10: 8.43, pm25: 2.57 } }],
      },
    ]);
  });

  it('goes by the names of the columns, whatever their order, the line ends and a byte order mark', () => {
    const { sensors } = readSensorCsv(
      '\uFEFFP2;timestamp;sensor_id;lon;lat;P1\r\n2.5;2018-11-04 01:00:00;7;106.3;20.4;9\r\n',
    );
    expect(sensors[0]).toMatchObject({ sensor: '7', lat: 20.4, lon: 106.3 });
    expect(sensors[0]!.rows).toEqual([{ ts: Date.UTC(2018, 10, 4, 1), values: { pm10: 9, pm25: 2.5 } }]);
  });

  it('names each bad row and reads the others', () => {
    const { sensors, faults } = readSensorCsv(
      [
        HEADER,
        row('2018-11-04T00:02:27'),
        row('04.11.2018 00:05'),
        row('2018-11-04T00:07:00', 'nan', 'x'),
        row('2018-11-04T00:08:00', '', '3.1'),
        row('2018-11-04T00:09:00', '1', '2', 'north'),
        row('2018-11-04T25:00:00'),
        `abc;${row('2018-11-04T00:10:00').slice(6)}`,
        'half a li',
      ].join('\n'),
    );
    expect(faults).toEqual([
      { line: 3, problem: 'timestamp "04.11.2018 00:05" is no time' },
      { line: 4, problem: 'neither P1 nor P2 is a number' },
      { line: 6, problem: 'lat and lon are no place' },
      { line: 7, problem: 'timestamp "2018-11-04T25:00:00" is no time' },
      { line: 8, problem: 'sensor_id "abc" is no number' },
      { line: 9, problem: 'sensor_id "half a li" is no number' },
    ]);
    expect(sensors[0]!.rows.map((r) => r.values)).toEqual([{ pm10: 8.43, pm25: 2.57 }, { pm25: 3.1 }]);
  });

  it('puts rows in the order of their times', () => {
    const { sensors } = readSensorCsv([HEADER, row('2018-11-04T02:00:00'), row('2018-11-04T01:00:00')].join('\n'));
    expect(sensors[0]!.rows.map((r) => new Date(r.ts).getUTCHours())).toEqual([1, 2]);
  });

  it.each(['', 'a,b,c\n1,2,3', 'sensor_id;lat;lon;timestamp;temperature\n1;2;3;2018-11-04T00:00:00;9'])(
    'is not this: %j',
    (text) => {
      expect(() => readSensorCsv(text)).toThrow(NotARecordingError);
    },
  );
});

describeWith('recorded data', 'a real day of six sensors', () => {
  const dir = '../shared/domain/open/aberdeen-2018-11-04';
  it('is read to the last row of each file', () => {
    const files = readdirSync(dir).filter((f) => f.endsWith('.csv'));
    expect(files).toHaveLength(6);
    for (const file of files) {
      const text = readFileSync(join(dir, file), 'utf8');
      const { sensors, faults } = readSensorCsv(text);
      expect(faults).toEqual([]);
      expect(sensors).toHaveLength(1);
      expect(sensors[0]!.rows).toHaveLength(text.trim().split('\n').length - 1);
      expect(file).toContain(sensors[0]!.sensor);
    }
  });
});
