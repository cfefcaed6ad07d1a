import { plain, SMS_LENGTH } from '#hub/service-kit';
import { fill } from '../words/templates.js';

/** So many plots stand in one message by name. */
export const NAMED = 5;

/** The first of some names, and how many more there are. `more`: "and {count} more". */
export function listed(names: readonly string[], more: string, most = NAMED): string {
  const rest = names.length - most;
  const shown = names.slice(0, most).join(', ');
  return rest > 0 ? `${shown} ${fill(more, { count: `${rest}` })!}` : shown;
}

/** One text message without diacritics, with as many names as there is room for; the first of the ways that fits. */
export function fitted(names: readonly string[], more: string, ways: readonly ((names: string) => string)[]): string {
  const texts = ways.flatMap((way) =>
    Array.from({ length: Math.min(NAMED, names.length) }, (_, i) =>
      plain(way(listed(names, more, Math.min(NAMED, names.length) - i))),
    ),
  );
  return texts.find((text) => text.length <= SMS_LENGTH) ?? texts.at(-1)!.slice(0, SMS_LENGTH);
}
