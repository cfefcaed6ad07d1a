import type { Alert, FindingCase, Incident, SuspectedArea } from '#hub/contracts';
import { useAsk } from '../../../admin/data/ask.js';
import type { Lang } from '../../../i18n/lang.js';
import { incidentPath } from '../../../incidents/deed.js';
import { may } from '../../../session/me.js';
import { useMe } from '../../../session/use-me.js';

const EVERY_MS = 60_000;
/** What the hub says of its own to the rules. */
const CONCLUDED = ['burning', 'discharge', 'exceedance'];

/** The case behind an incident, for whoever deals with it; undefined where the hub concluded nothing. */
export function useCase(incident: Incident | undefined, alerts: readonly Alert[]): FindingCase | undefined {
  const me = useMe();
  const isConcluded = alerts.some(({ facts }) => CONCLUDED.includes(facts.event ?? ''));
  const asks = incident !== undefined && isConcluded && may(me, 'alerts.acknowledge');
  return useAsk<FindingCase>(asks ? casePath(incident, 'finding') : undefined, EVERY_MS).value;
}

export const casePath = ({ id }: Pick<Incident, 'id'>, what: 'finding' | 'case.pdf'): string =>
  `${incidentPath(id)}/${what}`;
export const fileHref = (incident: Pick<Incident, 'id'>, lang: Lang): string =>
  `${casePath(incident, 'case.pdf')}?lang=${lang}`;

export const whereOf = (found: FindingCase | undefined): SuspectedArea | undefined =>
  found?.finding.kind === 'burning' ? found.finding.where : undefined;
