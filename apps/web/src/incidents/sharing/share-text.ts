import type { Incident } from '#hub/contracts';
import type { Lang } from '../../i18n/lang.js';
import { hasNews, holds, isDone, isFree, sentenceOf } from '../incident.js';
import { sharingWords } from './words.js';

/** How far it is, for whoever does not deal with it. */
export function stateOf(incident: Incident): 'open' | 'taken' | 'over' | 'done' | 'false' {
  if (incident.verdict?.kind === 'false') return 'false';
  if (isDone(incident)) return 'done';
  if (!holds(incident)) return 'over';
  return isFree(incident) && !hasNews(incident) ? 'open' : 'taken';
}

/** What the village may read: the sentence, and how far it is. No names, no plots. */
export function shareText(incident: Incident, lang: Lang): string {
  const t = sharingWords[lang];
  const { drill, simulated } = incident;
  const marks = [drill && t.drill, simulated && t.simulated].filter(Boolean);
  const said = `${sentenceOf(incident, lang)} ${t.state[stateOf(incident)]}`;
  return [...marks, said].join(' – ');
}
