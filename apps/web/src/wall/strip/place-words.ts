import type { Device } from '#hub/contracts';

/** Where a station stands, in as many words as fit: "Kênh Chính, cọc 3", else "Kênh Chính". */
export function placeWords(
  { hamlet, place, name }: Pick<Device, 'hamlet' | 'place' | 'name'>,
  fits: (text: string) => boolean,
): string {
  const long = [hamlet, place].filter(Boolean).join(', ');
  return long && fits(long) ? long : hamlet || place || name;
}

/** Hours of an index and where it was measured; with the shorter name of the hours where the place needs the room. */
export function hoursAndPlace(
  hours: readonly [long: string, short: string],
  place: string,
  fits: (text: string) => boolean,
): string {
  const [long, short] = hours.map((words) => [words, place].filter(Boolean).join(' · '));
  return fits(long!) ? long! : short!;
}
