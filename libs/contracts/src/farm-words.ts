type Lang = 'vi' | 'en';

/** A plot that has a sheet and a number of the land register in its id: "to5-101". */
const REGISTERED = /^to(\d+)-(\d+)$/;

/** What a plot is called: by its owner's own name for it, else by what the land register has. `name` may be the id itself. */
export function plotName({ id, name }: { id: string; name?: string | undefined }, lang: Lang): string {
  if (name !== undefined && name !== id) return name;
  const [, sheet, number] = REGISTERED.exec(id) ?? [];
  if (sheet === undefined) return `${lang === 'vi' ? 'Thửa' : 'Plot'} ${id}`;
  return lang === 'vi' ? `Thửa ${number}, tờ ${sheet}` : `Plot ${number}, sheet ${sheet}`;
}

/**
 * Hours of a pump as people say them, whoever says it: five minutes are the least below an hour, a quarter from then on.
 * What was advised is recorded as it was advised; this is for words alone.
 */
export function pumpTime(hours: number): { hours: number; minutes: number } {
  const step = hours < 1 ? 5 : 15;
  const minutes = Math.max(5, Math.round((hours * 60) / step) * step);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
