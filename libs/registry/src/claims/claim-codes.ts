import { randomInt } from 'node:crypto';
import { withCheckDigit } from '#hub/contracts';
import { type EntityManager, In } from 'typeorm';
import { ClaimRow } from '../entities/claim.entity.js';
import { inChunks } from '../input/in-chunks.js';

const SEVEN_DIGITS = 10_000_000;

/** Codes that no label has, in no order that could be guessed. */
export async function freshCodes(m: EntityManager, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    while (codes.size < count) codes.add(withCheckDigit(String(randomInt(SEVEN_DIGITS)).padStart(7, '0')));
    await inChunks([...codes], async (some) => {
      for (const { id } of await m.find(ClaimRow, { select: { id: true }, where: { id: In(some) } })) codes.delete(id);
    });
  }
  return [...codes];
}
