import type { FindingOf, Incident } from '#hub/contracts';
import type { ScoreKey } from '#hub/smoke';

/** A finding, and what somebody said of its incident. */
export interface Labelled {
  finding: FindingOf<'burning'>;
  verdict?: Incident['verdict'];
}

const PARTS: readonly ScoreKey[] = ['excess', 'rise', 'fine', 'co', 'season', 'hotspot', 'camera', 'report'];
const HEADINGS = [
  ...['id', 'started', 'ended', 'target', 'stations', 'score', 'grade', 'simulated', 'km2', 'how'],
  ...PARTS.flatMap((part) => [`${part} points`, `${part} value`]),
  ...['wind from', 'wind speed', 'label', 'false cause'],
];

const cell = (value: string | number | undefined): string => {
  // what begins so is reckoned with by spreadsheets
  const text = typeof value === 'string' && /^[=+@-]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** What findings rested on and what came of them, a line each, to tune the detector by. Times as ISO 8601 UTC. */
export function labelledCsv(all: readonly Labelled[]): Buffer {
  const lines = all.map(({ finding, verdict }) => {
    const { id, startedAt, endedAt, target, stations, score, grade, simulated, where, reasons, wind } = finding;
    const part = (key: string) => reasons.find((reason) => reason.key === key);
    const last = wind.at(-1);
    return [
      ...[id, new Date(startedAt).toISOString(), endedAt === undefined ? '' : new Date(endedAt).toISOString(), target],
      ...[stations.length, score, grade, simulated ? 1 : 0, where?.km2, where?.how.join(' ')],
      ...PARTS.flatMap((key) => [part(key)?.points, part(key)?.figures?.value]),
      ...[last?.from, last?.speed, verdict && (verdict.kind === 'false' ? 'false' : 'confirmed'), verdict?.cause],
    ];
  });
  return Buffer.from(`\ufeff${[HEADINGS, ...lines].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
}
