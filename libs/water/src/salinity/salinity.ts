/** Salt in water by its conductivity: the Practical Salinity Scale 1978 (UNESCO, Technical Papers in Marine Science 37). */

const A = [0.008, -0.1692, 25.3851, 14.0941, -7.0261, 2.7081] as const;
const B = [0.0005, -0.0056, -0.0066, -0.0375, 0.0636, -0.0144] as const;
const K = 0.0162;
/** rT: conductivity of standard sea water at T, of that at 15 °C. */
const R_T = [0.6766097, 2.00564e-2, 1.104259e-4, -6.9698e-7, 1.0031e-9] as const;
/** Of standard sea water at 15 °C, mS/cm. */
const STANDARD = 42.914;
/** Below this the scale alone gives too much, and the term of Hill, Dauphinee and Woods (1986) is taken off, g/l. */
const HILL_BELOW = 2;

const polynomial = (of: readonly number[], x: number) => of.reduceRight((sum, a) => sum * x + a, 0);

/** Salinity, g/l (‰), of water with this conductivity at this temperature: mS/cm as measured, °C. */
export function salinityFromEc(ec: number, temperature: number): number {
  const ratio = Math.max(0, ec) / STANDARD / polynomial(R_T, temperature);
  const root = Math.sqrt(ratio);
  const f = (temperature - 15) / (1 + K * (temperature - 15));
  const salinity = polynomial(A, root) + f * polynomial(B, root);
  if (salinity >= HILL_BELOW) return salinity;
  const [x, y] = [400 * ratio, 100 * ratio];
  const hill = A[0] / (1 + 1.5 * x + x * x) + (B[0] * f) / (1 + Math.sqrt(y) + y + y ** 1.5);
  return Math.max(0, salinity - hill);
}

/** … of a probe that reports at 25 °C. The common 0.64 g/l per mS/cm says 14 to 30 % too much below 10 mS/cm. */
export const salinityFromEc25 = (ec25: number): number => salinityFromEc(ec25, 25);

/** Conductivity at 25 °C, mS/cm, of water measured at another temperature; `perKelvin` is 0.0191 to 0.02. */
export const ecAt25 = (ec: number, temperature: number, perKelvin: number): number =>
  ec / (1 + perKelvin * (temperature - 25));
