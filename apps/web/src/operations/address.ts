/** Addresses of the duty desk: the queue, or one incident. */
export const HOME = '/operations';
export const hrefOf = (id: string): string => `${HOME}/${encodeURIComponent(id)}`;

/** Pages beside the queue: the end of a shift, the morning's page. */
export const HANDOVER = `${HOME}/giao-ca`;
export const BROADCASTS = `${HOME}/phat-thanh`;
/** A message about an incident. */
export const broadcastOf = (incident: string): string => `${BROADCASTS}?tu=${encodeURIComponent(incident)}`;
export const BULLETIN = `${HOME}/ban-tin`;

/** The incident that an address asks for. */
export function chosenAt(pathname: string): string | undefined {
  const part = pathname.slice(HOME.length + 1);
  try {
    return part ? decodeURIComponent(part) : undefined;
  } catch {
    return undefined;
  }
}
