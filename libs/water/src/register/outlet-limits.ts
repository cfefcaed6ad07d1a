import { METRICS, type Metric, type Source } from '#hub/contracts';
import type { Bounds } from '../standards/cmax.js';
import type { WaterStandards } from '../standards/table.js';
import { type LimitedSource, sourceLimits } from './source-limits.js';

/** Parameters of the standards that devices measure, by their metric. */
const MEASURED: Readonly<Record<string, Metric>> = {
  ...{ ph: 'ph', temp: 'water_temperature', do: 'do', nh4_n: 'nh4_n' },
  ...{ cod: 'cod', bod5: 'bod5', tss: 'tss' },
};

/** What a metric may be at the outlets of a source, in the metric's unit. */
export interface OutletLimit extends Bounds {
  metric: Metric;
  standard: string;
  column: string;
}
/** A device at an outlet, and the limits of the source. */
export interface Outlet {
  source: string;
  device: string;
  limits: readonly OutletLimit[];
}

/** The limits of a source that a device can hold it against; a parameter whose unit is not the metric's is left out. */
export function outletLimits(data: WaterStandards, source: LimitedSource): OutletLimit[] {
  const { standard, column, limits } = sourceLimits(data, source);
  if (standard === undefined || column === undefined) return [];
  return limits.flatMap(({ parameter, unit, min, max }) => {
    const metric = Object.hasOwn(MEASURED, parameter) ? MEASURED[parameter] : undefined;
    if (metric === undefined || METRICS[metric].unit !== unit) return [];
    const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    return [{ metric, ...bounds, standard, column }];
  });
}

/** Devices at the outlets of a source; those inside of the site and in the receiving water measure another water. */
export const outletDevices = ({ device, points = [] }: Pick<Source, 'device' | 'points'>): string[] => [
  ...new Set(
    [device, ...points.map(({ place, device: of }) => (place === 'outlet' ? of : undefined))].filter(
      (id) => id !== undefined,
    ),
  ),
];

/** All outlets that are watched; what is closed pours nothing. */
export const outletsOf = (data: WaterStandards, sources: readonly Source[]): Outlet[] =>
  sources
    .filter(({ closed }) => !closed)
    .flatMap((source) => {
      const limits = outletLimits(data, source);
      return limits.length === 0 ? [] : outletDevices(source).map((device) => ({ source: source.id, device, limits }));
    });

/** "QCVN 40:2011, cột B", as a sentence names what a limit is of. */
export function limitName({ standard, column }: Pick<OutletLimit, 'standard' | 'column'>): { vi: string; en: string } {
  const name = standard.replace(/^(QCVN)(?=\d)/, '$1 ');
  return { vi: `${name}, cột ${column}`, en: `${name}, column ${column}` };
}
