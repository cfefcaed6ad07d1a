import { FLOW_CLASSES, RECEIVER_CLASSES, type Source, type SourceLimit, type SourceLimits } from '#hub/contracts';
import { cmax, type CmaxRefusal, type LimitAsked, type Receiver, type Size } from '../standards/cmax.js';
import type { Standard, WaterStandards } from '../standards/table.js';

/** What of a source its limits are made of. */
export type LimitedSource = Pick<
  Source,
  'standard' | 'column' | 'canal' | 'receiver' | 'receiverSize' | 'receiverClass' | 'flowM3Day' | 'flowClass' | 'size'
>;
export type LimitsRefusal = CmaxRefusal | 'no-standard' | 'no-column';

/** Products of factors are not exact: 75 · 0.9 · 1.2 is 81. */
const exact = (value: number): number => Number(value.toPrecision(9));

/** What pours into a canal pours into a river of unknown flow. */
export function receiverOf(source: LimitedSource): Receiver | undefined {
  const { receiver, receiverSize, receiverClass, canal } = source;
  const size: Size | undefined = receiverSize ?? (receiverClass && RECEIVER_CLASSES[receiverClass]);
  switch (receiver ?? (canal === undefined ? undefined : 'canal')) {
    case 'canal':
      return { kind: 'river' };
    case 'river':
      return { kind: 'river', ...(size !== undefined && { flow: size }) };
    case 'lake':
      return { kind: 'lake', ...(size !== undefined && { volume: size }) };
    case 'sewer':
      return { kind: 'sewer' };
    case 'coast-life':
      return { kind: 'coast', use: 'aquaticLifeOrBathing' };
    case 'coast':
      return { kind: 'coast', use: 'other' };
    case undefined:
      return undefined;
  }
}

/** The column that counts: into a sewer without a plant it may be another than that of the source. */
function columnOf({ columns, sewer }: Standard, source: LimitedSource): string | undefined {
  if (source.receiver === 'sewer' && sewer) return sewer.column;
  const names = Object.keys(columns);
  return source.column ?? (names.length === 1 ? names[0] : undefined);
}

/** The limits of a source, parameter by parameter as its standard lists them; or why there are none. */
export function sourceLimits(data: WaterStandards, source: LimitedSource): SourceLimits {
  const nothing = (reason: LimitsRefusal) => ({ limits: [], refused: [{ reason, parameters: [] }] });
  if (source.standard === undefined) return nothing('no-standard');
  const standard = data.standards.find(({ id }) => id === source.standard);
  if (!standard) return { standard: source.standard, ...nothing('unknown-standard') };
  const { id, vi, en, label } = standard;
  const column = columnOf(standard, source);
  const about = { standard: id, name: { vi, en }, label, ...(column !== undefined && { column }) };
  if (column === undefined) return { ...about, ...nothing('no-column') };
  const cells = Object.hasOwn(standard.columns, column) ? standard.columns[column] : undefined;
  if (!cells) return { ...about, ...nothing(cells === null ? 'not-entered' : 'unknown-column') };

  const limits: SourceLimit[] = [];
  const refused = new Map<string, string[]>();
  for (const parameter of Object.keys(cells.limits)) {
    const limit = limitOf(data, source, { standard: id, column, parameter });
    if ('refused' in limit) refused.set(limit.refused, [...(refused.get(limit.refused) ?? []), parameter]);
    else limits.push(limit);
  }
  return { ...about, limits, refused: [...refused].map(([reason, parameters]) => ({ reason, parameters })) };
}

function limitOf(
  data: WaterStandards,
  source: LimitedSource,
  cell: Pick<LimitAsked, 'standard' | 'column' | 'parameter'>,
): SourceLimit | { refused: CmaxRefusal } {
  const receiver = receiverOf(source);
  const flow: Size | undefined = source.flowM3Day ?? (source.flowClass && FLOW_CLASSES[source.flowClass]);
  const limit = cmax(data, {
    ...cell,
    ...(receiver && { receiver }),
    ...(flow !== undefined && { flow }),
    ...(source.size && { size: source.size }),
  });
  if ('refused' in limit) return limit;
  const { min, max, base, factors, evidence } = limit;
  const { vi, en, unit } = data.parameters[cell.parameter] ?? { vi: cell.parameter, en: cell.parameter, unit: '' };
  return {
    ...{ parameter: cell.parameter, name: { vi, en }, unit, base, factors, source: limit.source, evidence },
    ...(min !== undefined && { min: exact(min) }),
    ...(max !== undefined && { max: exact(max) }),
  };
}
