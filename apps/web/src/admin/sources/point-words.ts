import { POINT_PLACES, type SourcePoint } from '#hub/contracts';
import type { Lang } from '../../i18n/lang.js';

/** "Cầu Sỏi (nguồn tiếp nhận)". */
export const pointWords = ({ name, place }: Pick<SourcePoint, 'name' | 'place'>, lang: Lang): string =>
  `${name} (${POINT_PLACES[place][lang].toLowerCase()})`;
