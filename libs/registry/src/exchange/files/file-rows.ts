/** What stands in a cell. */
export type Cell = string | number | boolean | null;

export interface FileRow {
  /** As a spreadsheet counts, from 1; of GeoJSON the feature, counted from 1. */
  row: number;
  cells: Cell[];
  /** Of a GeoJSON feature, as it is written there. */
  geometry?: unknown;
}

/** A file as rows, whatever it was. */
export interface FileRows {
  /** Of GeoJSON the names of properties, in the order of the cells; of a sheet one of its rows has them. */
  headings?: string[];
  rows: FileRow[];
  /** Name of the coordinate system that a GeoJSON file carries. */
  crs?: string;
}

/** A sheet to be written: headings, then rows of as many cells. */
export interface Sheet {
  name: string;
  headings: string[];
  rows: Cell[][];
}

export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 100;
/** The longest that a spreadsheet can keep in one cell. */
export const LONGEST_CELL = 32_767;

/** A file that cannot be read, in the words of whoever brought it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
export const tooManyRows = () =>
  new UnreadableFile(`tệp có hơn ${MOST_ROWS.toLocaleString('vi-VN')} dòng: hãy chia nhỏ`);
