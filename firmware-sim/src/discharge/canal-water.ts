import type { Metric } from '#hub/contracts';
import { rainBetween } from '../physics/showers.js';
import type { Stuff } from '../physics/solutes.js';
import { DAY_MS, HOUR_MS, hourOf } from '../physics/sun.js';
import { drawAt, seedOf, wander } from '../random.js';

type Values = Partial<Record<Metric, number>>;

/** Water of a canal as a probe reads it when nobody discharges anything: weeds, sun, rain, and the probe's own mood. */
export function canalWater(seed: number, probe: string, canal: string, ms: number): Values {
  const own = (of: string) => 2 * drawAt(seedOf('bias', seed, probe, of), 0) - 1;
  const moody = (of: string, period: number) => wander(seedOf('mood', seed, canal, of), ms, period);
  const noise = (of: string) => wander(seedOf('noise', seed, probe, of), ms, 4000);
  const light = Math.cos((2 * Math.PI * (hourOf(ms) - 15.5)) / 24);
  const mud = rainBetween(seed, ms - 6 * HOUR_MS, ms);
  return {
    ec: 0.58 * (1 + 0.12 * own('ec') + 0.07 * moody('ec', DAY_MS) + 0.012 * noise('ec')) - Math.min(0.15, mud * 0.012),
    ph: 7.2 + 0.15 * own('ph') + 0.2 * light + 0.06 * moody('ph', 5 * HOUR_MS) + 0.02 * noise('ph'),
    do: 5.1 + 0.5 * own('do') + 1.2 * light + 0.3 * moody('do', 3 * HOUR_MS) + 0.08 * noise('do'),
    water_temperature: 26 + 0.3 * own('t') + 1.2 * light + 0.5 * moody('t', DAY_MS) + 0.05 * noise('t'),
    turbidity: Math.max(3, 24 + 4 * own('ntu') + 5 * moody('ntu', 6 * HOUR_MS) + Math.min(45, mud * 5) + noise('ntu')),
    nh4_n: Math.max(0.05, 0.6 + 0.3 * own('n') + 0.2 * moody('n', 8 * HOUR_MS) + 0.05 * noise('n')),
  };
}

/** The strongest shift that the canal's own bicarbonate lets happen, pH units. */
const BUFFER = 1.8;
/** What an optical probe still reads where there is none, mg/l. */
const LEAST_OXYGEN = 0.1;

/** The same water with waste in it, in what was measured of it. */
export function withWaste(clean: Values, waste: Record<Stuff, number>): Values {
  const more: Values = {
    ec: waste.salts,
    ph: BUFFER * Math.tanh(waste.base / BUFFER),
    do: -waste.debt,
    water_temperature: waste.heat,
    turbidity: waste.mud,
    nh4_n: waste.ammonia,
  };
  const measured = (Object.entries(clean) as [Metric, number][]).map(([metric, value]) => {
    const mixed = value + (more[metric] ?? 0);
    return [metric, metric === 'do' ? Math.max(LEAST_OXYGEN, mixed) : mixed];
  });
  return Object.fromEntries(measured) as Values;
}
