/** Practical Salinity Scale 1978: coefficients as UNESCO published them. */
const A = [0.008, -0.1692, 25.3851, 14.0941, -7.0261, 2.7081] as const;
const B = [0.0005, -0.0056, -0.0066, -0.0375, 0.0636, -0.0144] as const;
const K = 0.0162;
const C = [0.6766097, 2.00564e-2, 1.104259e-4, -6.9698e-7, 1.0031e-9] as const;
/** Conductivity of standard sea water at 15 °C, mS/cm. */
const STANDARD = 42.914;

const inHalfPowers = (of: readonly number[], ratio: number): number =>
  of.reduce((sum, coefficient, i) => sum + coefficient * ratio ** (i / 2), 0);

/**
 * Salinity, g/l (practical units; alike below sea strength), of water of this conductivity (mS/cm) and temperature
 * (°C). Below 2 with the extension of Hill, Dauphinee and Woods (1986), without which fresh water comes out salty.
 */
export function salinityOf(conductivity: number, temperature = 25): number {
  const standard = C.reduce((sum, coefficient, i) => sum + coefficient * temperature ** i, 0);
  const ratio = conductivity / STANDARD / standard;
  const warm = (temperature - 15) / (1 + K * (temperature - 15));
  const salinity = inHalfPowers(A, ratio) + warm * inHalfPowers(B, ratio);
  if (salinity >= 2) return salinity;
  const [x, y] = [400 * ratio, 100 * ratio];
  return salinity - A[0] / (1 + 1.5 * x + x * x) - (B[0] * warm) / (1 + Math.sqrt(y) + y + y ** 1.5);
}

/** Conductivity at 25 °C, mS/cm, of water of this salinity: the scale read backwards, by halving. */
export function conductivityOf(salinity: number): number {
  let [low, high] = [0, 70];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (salinityOf(middle) < salinity) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
