import './table.css';
import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  head: string;
  /** The head is told to those who listen, and not shown: what stands below speaks for itself. */
  quiet?: boolean;
  cell(row: Row): ReactNode;
  /** Figures and times that stand in columns. */
  num?: boolean;
  /** Left out on a phone, where the row's own page tells it. */
  minor?: boolean;
  /** Click on its head sorts by it. */
  sortable?: boolean;
}
export interface Sort {
  by: string;
  down: boolean;
}

const classOf = ({ num, minor }: Pick<Column<never>, 'num' | 'minor'>): string | undefined =>
  [num && 'num right', minor && 'minor'].filter(Boolean).join(' ') || undefined;

/** Rows and columns at a desk, one card a row on a phone. The first column names the row. */
export function Table<Row>(props: {
  /** What it lists, for those who do not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** Marks one row, e.g. whose details stand beside. */
  current?: string;
  sort?: Sort;
  onSort?(sort: Sort): void;
  /** What stands there without rows. */
  empty?: ReactNode;
}) {
  const { caption, columns, rows, keyOf, current, sort, onSort, empty } = props;
  if (rows.length === 0 && empty) return empty;
  return (
    <table className="table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => {
            const sorted = sort?.by === column.id ? (sort.down ? 'descending' : 'ascending') : undefined;
            return (
              <th key={column.id} scope="col" className={column.num ? 'right' : undefined} aria-sort={sorted}>
                {column.sortable && onSort ? (
                  <button
                    type="button"
                    onClick={() => onSort({ by: column.id, down: sorted === 'ascending' })}
                    className={sorted}
                  >
                    {column.head}
                  </button>
                ) : (
                  <span className={column.quiet ? 'unseen' : undefined}>{column.head}</span>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = keyOf(row);
          return (
            <tr key={key} aria-current={key === current || undefined}>
              {columns.map((column, i) => {
                const Cell = i === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.id}
                    scope={i === 0 ? 'row' : undefined}
                    className={classOf(column)}
                    data-head={column.quiet ? '' : column.head}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
