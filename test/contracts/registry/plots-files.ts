import exceljs from 'exceljs';
import type { Commune, LonLat, Polygon } from '#hub/contracts';
import { vn2000, type Vn2000Parameters } from '#hub/geodesy';
import type { ImportOptions, Registry } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import { IdentityRow } from '../../../libs/registry/src/entities/identity.entity.js';
import { T0 } from '../../../libs/registry/src/testing/builders.js';
import { at, type DrawnPlot } from '../../../libs/registry/src/testing/plots-file.js';
import type { Bench } from './engines.js';

export const datum = vn2000(readReference('vn2000.json') as Vn2000Parameters);
export const MERIDIAN = 105.5;
export const VN2000: Pick<ImportOptions, 'crs'> = { crs: { system: 'vn2000', meridian: MERIDIAN } };
export const WGS84: Pick<ImportOptions, 'crs'> = { crs: { system: 'wgs84' } };
export const csv = (text: string): Uint8Array => Buffer.from(text, 'utf8');

export type Encode = (plots: readonly DrawnPlot[]) => Uint8Array | Promise<Uint8Array>;
const pair = ([lon, lat]: LonLat, swap = false) => {
  const { northing, easting } = datum.toGrid([lon, lat], MERIDIAN);
  return swap ? [northing, easting] : [easting, northing];
};
const metres = ({ ring, scribble, swapped }: DrawnPlot) => {
  const corners = [...ring, ring[0]!].map((corner) =>
    pair(corner, swapped)
      .map((m) => m.toFixed(3))
      .join(' '),
  );
  return scribble ?? `POLYGON((${corners.join(', ')}))`;
};

/** As a land office writes it: semicolons, decimal commas, a mark, Vietnamese headings. */
export function asCsv(plots: readonly DrawnPlot[]): Uint8Array {
  const heading = 'Mã thửa;Chủ thửa;Tên gọi riêng;Cây trồng;Diện tích (m²);Xứ đồng;Thôn;Ranh giới';
  const lines = plots.map((plot) => {
    const { id, owner, ownName, crop, areaM2, block, hamlet } = plot;
    return [id, owner, ownName, crop, areaM2, block, hamlet, `"${metres(plot)}"`].join(';');
  });
  return csv(`\ufeff${[heading, ...lines].join('\r\n')}\r\n`);
}

/** A workbook with a title above the headings, numbers as numbers. */
export async function asXlsx(plots: readonly DrawnPlot[]): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Thửa đất');
  sheet.addRow(['BẢNG KÊ THỬA ĐẤT XÃ TÂN HÒA']);
  sheet.addRow([]);
  sheet.addRow(['Số thửa', 'Hình thửa', 'Cây trồng', 'Diện tích', 'Cánh đồng', 'Thôn', 'owner', 'ownName']);
  for (const plot of plots) {
    const { id, owner, ownName, crop, areaM2, block, hamlet } = plot;
    const size = /^\d+,\d+$/.test(areaM2) ? Number(areaM2.replace(',', '.')) : areaM2;
    sheet.addRow([id, metres(plot), crop, size, block, hamlet, owner, ownName]);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** As a GIS writes it. */
export function asGeoJson(plots: readonly DrawnPlot[]): Uint8Array {
  const features = plots.map(({ ring, scribble, swapped, ...properties }) => {
    const corners = [...ring, ring[0]!].map(([lon, lat]) => (swapped ? [lat, lon] : [lon, lat]));
    const geometry = { type: 'Polygon', coordinates: scribble ? scribble : [corners] };
    return { type: 'Feature', properties, geometry };
  });
  return csv(JSON.stringify({ type: 'FeatureCollection', features }));
}

const box: Polygon = {
  type: 'Polygon',
  coordinates: [[at(-500, -500), at(7500, -500), at(7500, 3500), at(-500, 3500), at(-500, -500)]],
};

/** A commune of five hamlets, seven blocks and forty-two people. */
export async function settledCommune(bench: Bench, { simulated = false } = {}): Promise<Registry> {
  const registry = await bench.open();
  const commune: Commune = {
    ...{ code: '26734', name: 'Xã Tân Hòa', province: 'Tỉnh Hưng Yên', simulated },
    map: {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: box, properties: { layer: 'boundary' } }],
    },
  };
  await registry.communes.put(commune);
  for (let i = 1; i <= 5; i++) await registry.things.add('hamlet', { id: `thon-${i}`, name: `Thôn ${i}` });
  for (let i = 1; i <= 7; i++) await registry.things.add('block', { id: `khu-${i}`, name: `Cánh đồng ${i}` });
  const person = (id: string, name: string) => ({
    ...{ id, kind: 'person' as const, name, search: '', language: 'vi', disabled: false, created: T0, version: 1 },
  });
  const people = Array.from({ length: 40 }, (_, i) => person(`p-${i}`, `Nguyễn Thị ${i}`));
  const namesakes = ['h-1', 'h-2'].map((id) => person(id, 'Trần Văn Hai'));
  await (await bench.database()).write((m) => m.insert(IdentityRow, [...people, ...namesakes]));
  return registry;
}
