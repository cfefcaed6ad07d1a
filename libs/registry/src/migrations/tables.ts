import { type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

export type TableShape = [name: string, columns: TableColumnOptions[], indices?: Record<string, string[]>];

export async function createTables(runner: QueryRunner, tables: readonly TableShape[]): Promise<void> {
  for (const [name, columns, indices = {}] of tables)
    await runner.createTable(
      new Table({
        name,
        columns,
        indices: Object.entries(indices).map(([index, columnNames]) => ({ name: index, columnNames })),
      }),
    );
}

export async function dropTables(runner: QueryRunner, tables: readonly TableShape[]): Promise<void> {
  for (const [name] of [...tables].reverse()) await runner.dropTable(name);
}
