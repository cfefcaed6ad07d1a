const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const SPACE = 0x20;

/** About how many readings a packet brings: the objects of a JSON array, or one. Never parses; one pass at most. */
export function countReadings(payload: Uint8Array): number {
  let i = 0;
  while (i < payload.length && payload[i]! <= SPACE) i++;
  if (payload[i] !== OPEN_BRACKET) return 1;
  let objects = 0;
  for (; i < payload.length; i++) if (payload[i] === OPEN_BRACE) objects++;
  return Math.max(1, objects);
}
