/** A limit that is so much, or a share of a value; the larger where it is both. */
export const limitOf = ({ by, share }: { by?: number; share?: number }, value: number): number =>
  Math.max(by ?? 0, share === undefined ? 0 : share * Math.abs(value));
