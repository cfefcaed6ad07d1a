/** Addresses of the duty desk: the queue, or one incident. */
export const HOME = '/operations';
export const hrefOf = (id: string): string => `${HOME}/${encodeURIComponent(id)}`;

/** The incident that an address asks for. */
export function chosenAt(pathname: string): string | undefined {
  const part = pathname.slice(HOME.length + 1);
  try {
    return part ? decodeURIComponent(part) : undefined;
  } catch {
    return undefined;
  }
}
