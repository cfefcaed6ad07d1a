import { useEffect } from 'react';
import { askAgain, useAsk } from '../../admin/data/ask.js';
import { useLive } from '../../admin/data/hub.js';
import { incidentPath } from '../../incidents/deed.js';
import type { IncidentNotices } from '../../incidents/incident.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';

const EVERY_MS = 15_000;

/** Whom the hub told of an incident, for those who deal with alerts; asked again when the socket tells of more. */
export function useTold(id: string | undefined): IncidentNotices | undefined {
  const mine = may(useMe(), 'alerts.acknowledge');
  const path = id !== undefined && mine ? `${incidentPath(id)}/notices` : undefined;
  const told = useAsk<IncidentNotices>(path, EVERY_MS).value;
  const noticed = useLive(({ told: all }) => (id === undefined ? undefined : all.get(id)));
  useEffect(() => {
    if (path) askAgain(path);
  }, [path, noticed]);
  const escalation = useLive(({ escalations }) => (id === undefined ? undefined : escalations.get(id)));
  return told && { ...told, ...(escalation && { escalation }) };
}
