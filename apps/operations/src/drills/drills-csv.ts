import { DRILL_STEPS, type Drill, marksOf } from '#hub/contracts';

const time = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at + 7 * 3_600_000).toISOString().replace('T', ' ').slice(0, 23);
const quoted = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line a drill: when each step was taken (UTC+7), how many seconds it took, and whether that was good enough. */
export function drillsCsv(drills: readonly Drill[]): Buffer {
  const steps = DRILL_STEPS.filter((step) => step !== 'packet');
  const headings = [
    ...['id', 'planned', 'started', 'ended', 'severity', 'state', 'by', 'incident', 'packet'],
    ...steps.flatMap((step) => [step, `${step} s`, `${step} target s`, `${step} result`]),
  ];
  const lines = drills.map((drill) => {
    const marks = marksOf(drill).filter(({ step }) => step !== 'packet');
    const { id, plannedAt, startedAt, endedAt, severity, state, by, incident = '', times } = drill;
    return [
      ...[id, time(plannedAt), time(startedAt), time(endedAt), severity, state, by, incident, time(times.packet)],
      ...marks.flatMap(({ at, tookMs, targetMs, result = '' }) => [
        time(at),
        ...[tookMs, targetMs].map((ms) => (ms === undefined ? '' : String(ms / 1000))),
        result,
      ]),
    ];
  });
  return Buffer.from(`\ufeff${[headings, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`);
}
