import type { Cause, FindingCase, Incident } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { incidentPath } from '../../incidents/deed.js';
import { getJson } from '../../live/rest.js';

/** Behind these the hub may have concluded something. */
const CONCLUDED: readonly Cause[] = ['fire', 'water'];

/**
 * The case behind an incident, asked for anew with each change of it; the last one stays when there is no line. It is
 * never kept on the phone: names are in it.
 */
export function useCase({ id, cause, revision }: Incident, sent = 0): FindingCase | undefined {
  const [found, setFound] = useState<{ of: string; case: FindingCase }>();
  useEffect(() => {
    if (!CONCLUDED.includes(cause)) return;
    const asking = new AbortController();
    getJson<FindingCase>(`${incidentPath(id)}/finding`, asking.signal).then(
      (answer) => setFound({ of: id, case: answer }),
      () => undefined,
    );
    return () => asking.abort();
    // `sent`: what was done here may have made the case this person's
  }, [id, cause, revision, sent]);
  return found?.of === id ? found.case : undefined;
}
