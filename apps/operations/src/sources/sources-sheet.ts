import { type Due, FLOW_CLASSES, type ListedSource, RECEIVERS, SOURCE_TYPES } from '#hub/contracts';
import { pointsCell, type Sheet } from '#hub/registry';

type Names = ReadonlyMap<string, string>;
const DUE: Record<Due['state'], string> = { overdue: 'Quá hạn', soon: 'Trong 30 ngày', later: 'Còn hạn', none: '' };
const OUTCOME: Record<string, string> = {
  'in-order': 'Bình thường',
  'to-mend': 'Cần khắc phục',
  'pours-illegally': 'Nghi xả trái phép',
  'could-not-enter': 'Không vào được',
};
const day = (on: string | undefined): string => (on ? on.split('-').reverse().join('/') : '');
const dayOf = (at: number): string => day(new Date(at + 7 * 3_600_000).toISOString().slice(0, 10));

/** The register of indicator 15.2 as it is handed in: a row a source, with what is due and what was found last. */
export function sourcesSheet(
  sources: readonly ListedSource[],
  { hamlets, canals, simulated }: { hamlets: Names; canals: Names; simulated: boolean },
): Sheet {
  const headings = [
    ...['Mã', 'Tên', 'Loại nguồn', 'Chủ nguồn thải', 'Thôn', 'Vĩ độ', 'Kinh độ', 'Kênh tiếp nhận'],
    ...['Nguồn tiếp nhận', 'Lưu lượng (m³/ngày)', 'Nhóm lưu lượng', 'Giấy phép', 'Giấy phép đến ngày', 'Hạn giấy phép'],
    ...[
      'Quy chuẩn',
      'Cột',
      'Thiết bị',
      'Điểm quan trắc',
      'Kiểm tra lại ngày',
      'Hạn kiểm tra',
      'Lần gần nhất',
      'Kết quả gần nhất',
    ],
    ...['Số thông số vượt ngưỡng cấu hình', 'Ngừng xả', ...(simulated ? ['Ghi chú'] : [])],
  ];
  const rows = sources.map(({ source, permit, check, last, exceeding }) => [
    ...[source.id, source.name, SOURCE_TYPES[source.type].vi, source.owner ?? ''],
    ...[nameIn(hamlets, source.hamlet), source.lat, source.lon, nameIn(canals, source.canal)],
    ...[source.receiver ? RECEIVERS[source.receiver].vi : '', source.flowM3Day ?? null],
    ...[source.flowClass ? FLOW_CLASSES[source.flowClass].vi : ''],
    ...[source.permit ?? '', day(source.permitUntil), DUE[permit.state]],
    ...[source.standard ?? '', source.column ?? '', source.device ?? '', pointsCell(source.points ?? [])],
    ...[day(source.checkOn), DUE[check.state], last ? dayOf(last.at) : '', lastWords(last)],
    ...[exceeding, source.closed ? 'x' : '', ...(simulated ? ['DỮ LIỆU MÔ PHỎNG'] : [])],
  ]);
  return { name: simulated ? 'Nguồn nước thải – mô phỏng' : 'Nguồn nước thải', headings, rows };
}

const nameIn = (names: Names, id: string | undefined): string => (id === undefined ? '' : (names.get(id) ?? id));
function lastWords(last: ListedSource['last']): string {
  if (!last) return '';
  return last.did === 'sampled' ? 'Lấy mẫu' : (OUTCOME[last.outcome ?? ''] ?? '');
}
