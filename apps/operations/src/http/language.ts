import type { IncomingMessage } from 'node:http';
import type { LANGUAGES } from '#hub/contracts';

type Language = (typeof LANGUAGES)[number];

/**
 * Whether an answer is to be in that language: what `Accept-Language` names first of the two that the hub speaks, and
 * Vietnamese where it names neither. The pages say there which language they are shown in.
 */
export function wants(language: Language, { headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const wished = (headers['accept-language'] ?? '')
    .split(',')
    .map((part) => /^\s*([a-z]{2})\b[^;]*(?:;\s*q=([\d.]+))?/i.exec(part))
    .filter((match) => match !== null)
    .map(([, name = '', weight = '1'], i) => ({ name: name.toLowerCase(), weight: Number(weight), i }))
    .filter(({ name, weight }) => (name === 'vi' || name === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.i - b.i);
  return (wished[0]?.name ?? 'vi') === language;
}
