import type { MarkSource } from './bad-marks.js';
import type { InfluxClient, Rows } from './influx-client.js';
import { selectAllMarks, selectAnyMark } from './influx-ql.js';

const STATEMENTS_A_REQUEST = 100;
const SUFFIX = '_q';

/** The marks that stand in a database. */
export function markSource(client: Pick<InfluxClient, 'query'>): MarkSource {
  const ask = async <T>(items: readonly T[], statement: (item: T) => string): Promise<Rows[]> => {
    const answers: Rows[] = [];
    for (let at = 0; at < items.length; at += STATEMENTS_A_REQUEST)
      answers.push(...(await client.query(...items.slice(at, at + STATEMENTS_A_REQUEST).map(statement))));
    return answers;
  };
  return {
    everMarked: async (series) => (await ask(series, selectAnyMark)).map(({ values }) => values.length > 0),
    marksIn: async (spans) => (await ask(spans, (s) => selectAllMarks({ ...s, to: s.to + 1 }))).map(marksOf),
  };
}

function marksOf({ columns, values }: Rows): { ts: number; metric: string }[] {
  return values.flatMap((row) =>
    columns.flatMap((column, i) => {
      const q = row[i];
      if (i === 0 || q == null || q === 'good') return [];
      return [{ ts: row[0] as number, metric: column.slice(0, -SUFFIX.length) }];
    }),
  );
}
