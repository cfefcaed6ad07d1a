import {
  FLOW_CLASSES,
  RECEIVER_CLASSES,
  RECEIVERS,
  SITE_SIZES,
  type Source,
  SOURCE_TYPES,
  WASTES,
} from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { canalProblems, canalRefs } from './canal-spot.js';
import { type KindDefinition, type Problem, refsIn } from './kind.js';
import { spotProblems } from './land.js';

export const sourceKind: KindDefinition<'source'> = {
  kind: 'source',
  refs: (source) => [
    ...refsIn(source, { hamlet: 'hamlet', device: 'device' }),
    ...canalRefs(source),
    ...(source.points ?? []).flatMap(({ device }) =>
      device === undefined ? [] : [{ field: 'points', kind: 'device' as const, id: device }],
    ),
  ],
  problems: (source, land) => [
    ...spotProblems(source, land),
    ...canalProblems(source),
    ...standardProblems(source),
    ...classProblems(source),
    ...pointProblems(source),
  ],
  complete: (source) => ({
    ...source,
    ...(source.standard !== undefined && { standard: plainStandard(source.standard) }),
  }),
  words: ({ name, owner, permit }) => [name, owner, permit],
  place: ({ commune, hamlet }) => ({ commune, hamlet }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'choice', field: 'type', vi: 'Loại nguồn', words: SOURCE_TYPES },
    { as: 'choice', field: 'waste', vi: 'Loại nước thải', words: WASTES },
    { as: 'text', field: 'owner', vi: 'Chủ nguồn thải', also: ['Chủ cơ sở'] },
    { as: 'point', field: 'at', vi: 'Điểm xả' },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'ref', field: 'canal', vi: 'Kênh tiếp nhận', kind: 'canal' },
    { as: 'text', field: 'node', vi: 'Nút' },
    { as: 'text', field: 'reach', vi: 'Đoạn' },
    { as: 'number', field: 'flowM3Day', vi: 'Lưu lượng (m³/ngày)' },
    { as: 'choice', field: 'flowClass', vi: 'Nhóm lưu lượng', words: FLOW_CLASSES },
    { as: 'text', field: 'permit', vi: 'Giấy phép' },
    { as: 'day', field: 'permitUntil', vi: 'Giấy phép đến ngày' },
    { as: 'text', field: 'standard', vi: 'Quy chuẩn' },
    { as: 'text', field: 'column', vi: 'Cột' },
    { as: 'choice', field: 'receiver', vi: 'Nguồn tiếp nhận', words: RECEIVERS },
    { as: 'number', field: 'receiverSize', vi: 'Cỡ nguồn tiếp nhận' },
    { as: 'choice', field: 'receiverClass', vi: 'Nhóm nguồn tiếp nhận', words: RECEIVER_CLASSES },
    { as: 'choice', field: 'size', vi: 'Quy mô', words: SITE_SIZES },
    { as: 'ref', field: 'device', vi: 'Thiết bị', kind: 'device' },
    { as: 'points', field: 'points', vi: 'Điểm quan trắc' },
    { as: 'day', field: 'checkOn', vi: 'Kiểm tra lại ngày' },
  ],
};

/** Standards of what is discharged, and the columns of each: the file tells, and columns without cells count as well. */
const STANDARDS = new Map(
  (
    readReference('qcvn-water.json') as {
      standards: { id: string; subject: string; columns: Record<string, unknown> }[];
    }
  ).standards
    .filter(({ subject }) => subject === 'effluent')
    .map(({ id, columns }) => [id, Object.keys(columns)]),
);

function standardProblems({ standard, column }: Source) {
  if (standard === undefined)
    return column === undefined ? [] : [{ field: 'standard', problem: 'còn thiếu: có cột mà chưa có quy chuẩn' }];
  const columns = STANDARDS.get(standard);
  if (!columns) {
    const known = [...STANDARDS.keys()].join(', ');
    return [{ field: 'standard', problem: `không có quy chuẩn nước thải "${standard}". Các quy chuẩn: ${known}` }];
  }
  if (column === undefined || columns.includes(column)) return [];
  return [{ field: 'column', problem: `${standard} không có cột "${column}". Các cột: ${columns.join(', ')}` }];
}

interface Span {
  over?: number;
  upTo?: number;
}
const isIn = (value: number, { over = 0, upTo = Number.POSITIVE_INFINITY }: Span): boolean =>
  value > over && value <= upTo;

/** A class says no other thing than the figure, and is of the water that receives. */
function classProblems({ receiver, receiverSize, receiverClass, flowM3Day, flowClass }: Source): Problem[] {
  const problems: Problem[] = [];
  const size = receiverClass && RECEIVER_CLASSES[receiverClass];
  if (size && receiver !== size.of)
    problems.push({ field: 'receiverClass', problem: `"${size.vi}" là của ${RECEIVERS[size.of].vi.toLowerCase()}` });
  else if (size && receiverSize !== undefined && !isIn(receiverSize, size))
    problems.push({ field: 'receiverClass', problem: `${receiverSize} không thuộc nhóm "${size.vi}"` });
  const flow = flowClass && FLOW_CLASSES[flowClass];
  if (flow && flowM3Day !== undefined && flowM3Day > 0 && !isIn(flowM3Day, flow))
    problems.push({ field: 'flowClass', problem: `${flowM3Day} m³/ngày không thuộc nhóm "${flow.vi}"` });
  return problems;
}

function pointProblems({ points = [] }: Source): Problem[] {
  const names = points.map(({ name }) => name.toLocaleLowerCase('vi'));
  const twice = points.find(({ name }, i) => names.indexOf(name.toLocaleLowerCase('vi')) < i);
  const half = points.find(({ lat, lon }) => (lat === undefined) !== (lon === undefined));
  return [
    ...(twice ? [{ field: 'points', problem: `hai điểm quan trắc cùng tên "${twice.name}"` }] : []),
    ...(half ? [{ field: 'points', problem: `"${half.name}": còn thiếu vĩ độ hoặc kinh độ` }] : []),
  ];
}

/** As papers write it, "QCVN 40:2011/BTNMT", and as the table names it. */
const plainStandard = (text: string): string =>
  text
    .replace(/\/(BTNMT|BNNPTNT)$/i, '')
    .replaceAll(/\s+/g, '')
    .toUpperCase();
