import type { Device } from '#hub/contracts';
import { fill, type Phrases } from './texts.js';

const PREPOSITION = /^(gần|cạnh|bên|đầu|cuối|trước|sau|giữa|trong|ngoài|trên|dưới|phía|đối diện|ngã|tại|ở)\s/iu;
/** Serial numbers and ids in a name: "AQ-01", "canal_2". They mean nothing to who reads an alert. */
const CODE = /[\p{L}]+[-_]?\d|_/u;

export type Place = Pick<Device, 'id' | 'name' | 'hamlet' | 'place'>;

/** " tại Thôn Đông, gần nhà văn hóa" with its leading space, or nothing where no place is known. */
export function atPlace({ id, name, hamlet, place }: Place, phrases: Phrases): string {
  if (hamlet && place) return fill(phrases.atBoth, { hamlet, place });
  if (hamlet) return fill(phrases.atHamlet, { hamlet });
  if (place) return fill(PREPOSITION.test(place) ? phrases.atRelative : phrases.atPlace, { place });
  const called = speakingName(id, name);
  return called ? fill(phrases.atPlace, { place: called }) : '';
}

/** Only the hamlet: the short form. */
export const atHamlet = ({ hamlet }: Place, phrases: Phrases): string =>
  hamlet ? fill(phrases.atHamlet, { hamlet }) : '';

/** Second line of a card. Where no place is known even a code tells two stations apart; only sentences leave it out. */
export const placeLine = ({ name, hamlet, place }: Place): string => [hamlet, place].filter(Boolean).join(', ') || name;

const speakingName = (id: string, name: string) => (name === id || CODE.test(name) ? undefined : name);
