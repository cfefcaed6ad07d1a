import { METRICS, type Metric } from '#hub/contracts';

/** How a box writes a quantity, and what makes our unit of it: value × scale + offset. */
export interface UnitChoice {
  /** As the installer finds it in the box's manual. */
  name: string;
  scale: number;
  offset: number;
}

const TENTHS: readonly UnitChoice[] = [
  { name: '× 0,1', scale: 0.1, offset: 0 },
  { name: '× 0,01', scale: 0.01, offset: 0 },
  { name: '× 0,001', scale: 0.001, offset: 0 },
];
const OTHERS: Readonly<Record<string, readonly UnitChoice[]>> = {
  m: [
    { name: 'cm', scale: 0.01, offset: 0 },
    { name: 'mm', scale: 0.001, offset: 0 },
  ],
  cm: [
    { name: 'm', scale: 100, offset: 0 },
    { name: 'mm', scale: 0.1, offset: 0 },
  ],
  '°C': [{ name: '°F', scale: 5 / 9, offset: -160 / 9 }],
  'mS/cm': [{ name: 'µS/cm', scale: 0.001, offset: 0 }],
  'm/s': [{ name: 'km/h', scale: 1 / 3.6, offset: 0 }],
  'm³/s': [
    { name: 'l/s', scale: 0.001, offset: 0 },
    { name: 'm³/h', scale: 1 / 3600, offset: 0 },
  ],
  hPa: [
    { name: 'Pa', scale: 0.01, offset: 0 },
    { name: 'kPa', scale: 10, offset: 0 },
    { name: 'mmHg', scale: 1.333224, offset: 0 },
  ],
  'g/l': [{ name: 'mg/l', scale: 0.001, offset: 0 }],
  'mg/l': [{ name: 'g/l', scale: 1000, offset: 0 }],
  'µg/m³': [{ name: 'mg/m³', scale: 1000, offset: 0 }],
  'mg/m³': [{ name: 'µg/m³', scale: 0.001, offset: 0 }],
  V: [{ name: 'mV', scale: 0.001, offset: 0 }],
};

/** As it is first, then the other units of the quantity, then registers that hold tenths and hundredths. */
export const unitChoices = (metric: Metric): readonly UnitChoice[] => [
  { name: METRICS[metric].unit, scale: 1, offset: 0 },
  ...(OTHERS[METRICS[metric].unit] ?? []),
  ...TENTHS,
];

/** The choice that writes these numbers, or undefined: somebody typed others. */
export const choiceOf = (metric: Metric, scale: number, offset: number): UnitChoice | undefined =>
  unitChoices(metric).find((unit) => unit.scale === scale && unit.offset === offset);
