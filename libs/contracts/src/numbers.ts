const PLAIN = /^(\d+[.,]?\d*|[.,]\d+)$/;
const IN_THOUSANDS = [/^\d{1,3}(\.\d{3})+(,\d+)?$/, /^\d{1,3}(,\d{3})+(\.\d+)?$/] as const;
/** "1.250": a thousand as Vietnam writes it, or one and a quarter as instruments do. */
const EITHER = /^[1-9]\d{0,2}\.\d{3}$/;

/**
 * A number as people in Vietnam type it: "1.250,5", "1 250,5", "1250,5", "1250.5", "1.250.000", "7,25", "7.25", "0.250",
 * "1e-3". A comma alone is a decimal comma, as forms show it. `ambiguous`: one point before three digits, where a thousand
 * and a fraction are written alike; undefined: it is no number.
 */
export function readNumber(text: string): number | 'ambiguous' | undefined {
  const plain = text.replace(/[\s_]/g, '').replace(/[−–]/, '-');
  const [, sign = '', digits = '', power = ''] = /^([+-]?)([\d.,]+)(e[+-]?\d{1,3})?$/i.exec(plain) ?? [];
  if (EITHER.test(digits) && power === '') return 'ambiguous';
  const written = decimalOf(digits);
  const value = Number(`${sign}${written}${power}`);
  return written !== undefined && Number.isFinite(value) ? value : undefined;
}

function decimalOf(digits: string): string | undefined {
  if (PLAIN.test(digits)) return digits.replace(',', '.');
  const [points, commas] = IN_THOUSANDS;
  if (points.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
  return commas.test(digits) ? digits.replaceAll(',', '') : undefined;
}

/** Degrees, or metres of a grid, which are never few: so it is known what "106.324" and "585.123" are. */
export function readCoordinate(text: string): number | undefined {
  const read = readNumber(text);
  if (read !== 'ambiguous') return read;
  const [whole, part] = bothWays(text).map((one) => readNumber(one) as number);
  return part! <= 180 ? part : whole;
}

/** Of what is ambiguous: as a whole number, and as one with decimals; either is clear. */
export const bothWays = (text: string): readonly [string, string] => {
  const plain = text.trim();
  return [plain.replace('.', ''), plain.replace('.', ',')];
};
