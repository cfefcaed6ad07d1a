import { CROPS, plotSchema, SOILS } from '#hub/contracts';
import { areaM2 } from '#hub/geodesy';
import { type KindDefinition, type Problem, refsIn } from './kind.js';
import { areaProblems } from './land.js';

/** Land papers and drawn outlines differ: by the path along the edge, by the tape of before. More than this is another plot. */
const OFF_SHARE = 0.15;
const OFF_M2 = 30;

export const plotKind: KindDefinition<'plot'> = {
  kind: 'plot',
  given: { areaM2: plotSchema.shape.areaM2.optional() },
  complete: (plot) => ({ ...plot, areaM2: plot.areaM2 ?? Math.round(areaM2(plot.area)) }),
  refs: (plot) => refsIn(plot, { hamlet: 'hamlet', block: 'block', owner: 'person' }),
  problems: (plot, land) => {
    const wrong = areaProblems(plot.area, land);
    return wrong.length > 0 ? wrong : sizeProblems(plot);
  },
  words: ({ ownName }) => [ownName],
  place: ({ commune, hamlet, block, id }) => ({ commune, hamlet, block, plot: id }),
  columns: [
    { as: 'ref', field: 'owner', vi: 'Chủ thửa', kind: 'person' },
    { as: 'text', field: 'ownName', vi: 'Tên gọi riêng' },
    { as: 'choice', field: 'crop', vi: 'Cây trồng', words: CROPS },
    { as: 'number', field: 'areaM2', vi: 'Diện tích', also: ['Diện tích m2', 'dt'] },
    { as: 'ref', field: 'block', vi: 'Khu tưới', kind: 'block', also: ['Cánh đồng', 'Xứ đồng'] },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'choice', field: 'soil', vi: 'Loại đất', words: SOILS },
    { as: 'day', field: 'sownOn', vi: 'Ngày gieo cấy', also: ['Ngày sạ', 'Ngày cấy'] },
    { as: 'day', field: 'harvestOn', vi: 'Ngày gặt' },
    { as: 'number', field: 'pumpM3h', vi: 'Máy bơm (m³/giờ)' },
    { as: 'area', field: 'area', vi: 'Tọa độ', also: ['Ranh giới', 'Hình thửa', 'wkt', 'geometry'] },
  ],
};

function sizeProblems(plot: { area: Parameters<typeof areaM2>[0]; areaM2: number }): Problem[] {
  const drawn = areaM2(plot.area);
  if (Math.abs(plot.areaM2 - drawn) <= Math.max(OFF_M2, OFF_SHARE * drawn)) return [];
  const [given, measured] = [plot.areaM2, Math.round(drawn)].map((m2) => m2.toLocaleString('vi-VN'));
  return [{ field: 'areaM2', problem: `ghi ${given} m², nhưng hình thửa rộng ${measured} m²` }];
}
