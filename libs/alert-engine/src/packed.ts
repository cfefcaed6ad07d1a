/** Numbers without a pointer each: plain arrays that grow, since most devices fill a small part of what is allowed. */
type Packed = Int32Array | Float64Array | Uint8Array;

const SMALLEST = 32;
const GROWTH = 1.25;

/** The array with room for `width` more at `at`, a larger one where it was full; `length` of it were in use. */
export function withGap<T extends Packed>(array: T, length: number, at: number, width: number): T {
  if (length + width <= array.length) {
    if (at < length) array.copyWithin(at + width, at, length);
    return array;
  }
  const size = 2 * Math.ceil(Math.max(SMALLEST, (length + width) * GROWTH) / 2);
  const larger = new (array.constructor as new (size: number) => T)(size);
  larger.set(array.subarray(0, at));
  larger.set(array.subarray(at, length), at + width);
  return larger;
}

/** What lies between two indices, at the front; a smaller array where most of it would be empty. */
export function shortened<T extends Packed>(array: T, from: number, to: number): T {
  if (4 * (to - from) < array.length) return array.slice(from, to) as T;
  array.copyWithin(0, from, to);
  return array;
}

export function widened(array: Int32Array | Float64Array): Float64Array {
  return Float64Array.from(array);
}
