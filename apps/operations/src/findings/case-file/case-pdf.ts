import { type FindingCase, type Incident, type MapFeature, METRICS } from '#hub/contracts';
import type { Moment } from '#hub/registry';
import { limitName } from '#hub/water';
import PDFDocument from 'pdfkit';
import { bytesOf, mm, registerFonts } from '../../pdf/lettering.js';
import { drawCurve } from './draw-curves.js';
import { drawMap, type Spot } from './draw-map.js';
import { FAINT, PAGE, Pages } from './page.js';
import { CHANGES, decimal, hourOf, STAGES, whenOf, windOf } from './words.js';

export interface CaseFile {
  commune: string;
  incident: Incident;
  case: FindingCase;
  features: readonly MapFeature[];
  /** The stations of the case. */
  spots: readonly Spot[];
  timeline: readonly Moment[];
  /** JPEGs of the incident. */
  photos: readonly Buffer[];
  /** Who looked at the case, and when. */
  looks: readonly { name: string; at: number }[];
  now: number;
}
type Section = (pages: Pages, file: CaseFile) => void;

/** In this order: what it is and why, where, what was measured, what may be there, what was done. */
const SECTIONS: readonly Section[] = [
  head,
  reasons,
  map,
  curves,
  wind,
  zones,
  plots,
  water,
  outlet,
  cameras,
  timeline,
  photos,
  looks,
];

/** A case as a PDF for whoever goes there and looks. */
export async function casePdf(file: CaseFile): Promise<Buffer> {
  const { incident, case: own, commune, now } = file;
  const info = { Title: 'Hồ sơ để kiểm tra – không phải chứng cứ xử phạt' };
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info });
  registerFonts(pdf);
  const bytes = bytesOf(pdf);
  const marks = [
    ...(incident.simulated || own.finding.simulated ? ['DỮ LIỆU MÔ PHỎNG'] : []),
    ...(incident.drill ? ['DIỄN TẬP'] : []),
  ];
  const pages = new Pages(pdf, marks, `${commune} · in lúc ${whenOf(now)}`);
  for (const section of SECTIONS) section(pages, file);
  return bytes.ended();
}

function head(pages: Pages, { incident, case: { finding } }: CaseFile): void {
  pages.text(incident.text.title, { weight: 700, size: 17 });
  pages.text(incident.text.place, { size: 11 });
  const end = finding.endedAt === undefined ? 'đang diễn ra' : `đến ${whenOf(finding.endedAt)}`;
  pages.text(`Từ ${whenOf(finding.startedAt)}, ${end}`, { size: 11 });
  pages.text(incident.text.sentence, { size: 11 });
}

function reasons(pages: Pages, { case: { finding, reasons: list, where } }: CaseFile): void {
  pages.title(
    finding.kind === 'exceedance'
      ? 'Vượt ngưỡng cấu hình ở cửa xả'
      : `Vì sao nghi: ${Math.round(finding.score)} trên 100 điểm, chưa xác minh`,
  );
  for (const { vi, points, of } of list) {
    const worth = points === undefined ? '' : `${decimal(points, 0)}${of === undefined ? '' : `/${decimal(of, 0)}`}`;
    pages.row([vi, worth], [0, 150]);
  }
  for (const { vi } of where) pages.text(vi, { colour: FAINT });
}

function map(pages: Pages, { case: { finding }, features, spots }: CaseFile): void {
  if (finding.kind !== 'burning') return;
  pages.title('Khu vực nghi ngờ – chưa xác minh');
  const { where } = finding;
  if (!where) return pages.text('Chưa khoanh được khu vực.');
  pages.room(102);
  drawMap(pages.pdf, where, features, spots, { y: pages.y, height: 92 });
  pages.y += 94;
  const [lon, lat] = where.best;
  pages.text(`Rộng ${decimal(where.km2, 2)} km², ước tính. Điểm dễ xảy ra nhất: ${lat.toFixed(5)}, ${lon.toFixed(5)}.`);
}

function curves(pages: Pages, { case: { finding, names } }: CaseFile): void {
  if (finding.kind !== 'burning' || finding.stations.length === 0) return;
  pages.title('Số đo của các trạm (nét đứt: nền của các trạm khác)');
  for (const station of finding.stations) {
    if (station.curve.length === 0) continue;
    pages.room(46);
    drawCurve(pages.pdf, station, names[station.device] ?? station.device, { y: pages.y + 4, height: 32 });
    pages.y += 46;
  }
}

function wind(pages: Pages, { case: { finding } }: CaseFile): void {
  if (finding.kind !== 'burning') return;
  pages.title('Gió');
  if (finding.wind.length === 0) return pages.text('Không có số liệu gió.');
  for (const { at, from, speed } of finding.wind.slice(-12))
    pages.row([hourOf(at), `từ ${windOf(from)} (${Math.round(from)}°)`, `${decimal(speed, 1)} m/s`], [0, 30, 90]);
}

function zones(pages: Pages, { case: { zones: list, zonesSource } }: CaseFile): void {
  if (list.length === 0) return;
  pages.title('Gần nơi mà việc đốt bị phạt, theo cấu hình');
  for (const { vi, withinM, state, metres, name } of list) {
    const near = `cách ${metres} m${name === undefined ? '' : ` (${name})`}`;
    const said = {
      touched: `trong vùng ${withinM} m: ${near}`,
      clear: `ngoài vùng ${withinM} m: ${near}`,
      unmapped: 'bản đồ của xã chưa có',
    }[state];
    pages.row([vi, said], [0, 60]);
  }
  pages.text(zonesSource.vi, { size: 8, colour: FAINT });
}

function plots(pages: Pages, { case: { finding, plots: list, plotsInAll, detailed } }: CaseFile): void {
  if (finding.kind !== 'burning') return;
  pages.title('Thửa ruộng trong khu vực, xếp theo khả năng');
  if (!detailed) return pages.text('Thửa ruộng chỉ hiện cho người được giao.');
  if (list.length === 0) return pages.text('Không có thửa nào đã đăng ký trong khu vực.');
  const columns = [0, 10, 45, 80, 105, 128];
  pages.row(['', 'Thửa', 'Tên gọi', 'Lúa', 'Khả năng', 'Chủ thửa'], columns, 700);
  list.forEach(({ plot, ownName, stage, share, owner }, i) =>
    pages.row(
      [String(i + 1), plot, ownName ?? '—', STAGES[stage], `${decimal(share * 100, 0)} %`, owner ?? '—'],
      columns,
    ),
  );
  if (plotsInAll > list.length) pages.text(`Còn ${plotsInAll - list.length} thửa khác ít khả năng hơn.`);
}

function water(pages: Pages, { case: { finding, sources, arrivals, gates, detailed } }: CaseFile): void {
  if (finding.kind !== 'discharge') return;
  pages.title('Nguồn thải ở phía trên, xếp theo khả năng');
  if (!detailed) return pages.text('Nguồn thải và thửa ruộng chỉ hiện cho người được giao.');
  for (const { name, share, minutes, reasons: why } of sources) {
    pages.text(`${name}: ${decimal(share * 100, 0)} %, nước đi ${minutes} phút`, { weight: 700 });
    pages.text(why.map(({ vi }) => vi).join('; '), { colour: FAINT });
  }
  if (arrivals.length > 0) pages.title('Ruộng ở phía dưới, lúc nước tới');
  for (const { plot, ownName, at, estimated } of arrivals)
    pages.row([plot, ownName ?? '—', whenOf(at), estimated ? 'ước tính' : ''], [0, 40, 90, 130]);
  if (gates.length > 0) pages.title('Đề nghị đóng cống');
  for (const { name, plots: kept, at } of gates)
    pages.row([name, `trước ${whenOf(at)}`, `giữ được ${kept} thửa`], [0, 70, 120]);
}

function outlet(pages: Pages, { case: { finding, source, detailed } }: CaseFile): void {
  if (finding.kind !== 'exceedance') return;
  const { metric, value, worst, limit } = finding;
  const { vi: name, unit, decimals } = METRICS[metric];
  const say = (figure: number) => [decimal(figure, decimals), unit].filter(Boolean).join(' ');
  const bounds = [
    ...(limit.min === undefined ? [] : [`không dưới ${say(limit.min)}`]),
    ...(limit.max === undefined ? [] : [`không quá ${say(limit.max)}`]),
  ];
  const columns = [0, 55];
  pages.row([name, `${say(value)}; xa ngưỡng nhất ${say(worst.value)} lúc ${whenOf(worst.at)}`], columns);
  pages.row(['Ngưỡng cấu hình', `${bounds.join(', ')} (${limitName(finding).vi})`], columns);
  pages.text('So với ngưỡng cấu hình; không phải kết luận về việc chấp hành pháp luật.', { colour: FAINT });
  pages.title('Nguồn thải');
  if (!detailed || !source) return pages.text('Nguồn thải chỉ hiện cho người được giao.');
  pages.row(['Tên', source.name], columns);
  pages.row(['Chủ nguồn thải', source.owner ?? '—'], columns);
  pages.row(['Giấy phép', source.permit ?? '—'], columns);
}

function cameras(pages: Pages, { case: { cameras: list } }: CaseFile): void {
  if (list.length === 0) return;
  pages.title('Camera nhìn tới khu vực');
  for (const { name, metres } of list) pages.row([name, `cách ${metres} m`], [0, 100]);
}

function timeline(pages: Pages, { timeline: list }: CaseFile): void {
  pages.title('Diễn biến');
  for (const { at, change, by, note } of list)
    pages.row([whenOf(at), CHANGES[change] ?? change, by ?? '', note ?? ''], [0, 34, 68, 108]);
}

const PHOTO = { width: 86, height: 62 };
function photos(pages: Pages, { photos: list }: CaseFile): void {
  if (list.length === 0) return;
  pages.title('Ảnh gửi kèm');
  for (let i = 0; i < list.length; i += 2) {
    pages.room(PHOTO.height + 4);
    list.slice(i, i + 2).forEach((jpeg, column) =>
      pages.pdf.image(jpeg, mm(PAGE.left + column * (PHOTO.width + 6)), mm(pages.y), {
        fit: [mm(PHOTO.width), mm(PHOTO.height)],
      }),
    );
    pages.y += PHOTO.height + 4;
  }
}

function looks(pages: Pages, { looks: list }: CaseFile): void {
  pages.title('Ai đã xem hồ sơ này');
  for (const { name, at } of list) pages.row([whenOf(at), name], [0, 34]);
}
