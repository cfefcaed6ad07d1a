import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { POINT_PLACES, type PointPlace, type SourcePoint } from '#hub/contracts';
import { pointsCell, pointsIn } from './source-points.js';

const known = (device: string) =>
  device === 'Trạm nước 2' || device === 'nuoc-2' ? { id: 'nuoc-2' } : { problem: `không có thiết bị "${device}"` };

describe('monitoring points in a cell', () => {
  it('are read as people write them, one after another', () => {
    const cell = 'Cửa xả phụ | cua xa | Trạm nước 2; Cầu Sỏi|Nguồn tiếp nhận;\nBể lắng | inside | | 20,45 | 106,24';
    expect(pointsIn(cell, known)).toEqual({
      points: [
        { name: 'Cửa xả phụ', place: 'outlet', device: 'nuoc-2' },
        { name: 'Cầu Sỏi', place: 'receiving' },
        { name: 'Bể lắng', place: 'inside', lat: 20.45, lon: 106.24 },
      ],
    });
  });

  it.each([
    ['Cầu Sỏi', /mỗi điểm là/],
    ['| Cửa xả', /mỗi điểm là/],
    ['Cầu Sỏi | ngoài đồng', /mỗi điểm là/],
    ['Cầu Sỏi | Cửa xả | nuoc-9', /không có thiết bị "nuoc-9"/],
    ['Cầu Sỏi | Cửa xả | | bắc | 106', /hai số/],
    ['Cầu Sỏi | Cửa xả | | 20,4', /hai số/],
    ['[{]', /không đọc được/],
  ])('%s is not taken, and it is said why', (cell, problem) => {
    expect(pointsIn(cell, known)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('come back as they were written out, whatever they are called', () => {
    const name = fc.stringMatching(/^[^\s|;[][^|;\n]{0,20}[^\s|;]$/).filter((text) => text.trim() === text);
    const degrees = fc.integer({ min: 8_000_000, max: 110_000_000 }).map((n) => n / 1_000_000);
    const point = fc
      .record({ name, place: fc.constantFrom(...(Object.keys(POINT_PLACES) as PointPlace[])) })
      .chain((base) =>
        fc.oneof(
          fc.constant<SourcePoint>(base),
          fc.constant<SourcePoint>({ ...base, device: 'nuoc-2' }),
          fc.tuple(degrees, degrees).map(([lat, lon]): SourcePoint => ({ ...base, lat, lon })),
        ),
      );
    fc.assert(
      fc.property(fc.array(point, { maxLength: 4 }), (points) => {
        expect(pointsIn(pointsCell(points), known)).toEqual({ points });
      }),
    );
  });
});
