import type { ImportFormat } from '#hub/contracts';

const ENDINGS: Readonly<Record<string, ImportFormat>> = {
  csv: 'csv',
  txt: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  json: 'geojson',
};

/** What a file is, by its name; undefined for what is not taken in. */
export const formatOf = (name: string): ImportFormat | undefined => ENDINGS[name.split('.').pop()?.toLowerCase() ?? ''];

export const TYPES: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
};
