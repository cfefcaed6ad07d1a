import { useEffect, useState } from 'react';
import type { ClaimAnswer } from '#hub/contracts';
import { getJson, RequestFailed } from '../../live/rest.js';

/** What the hub says of a label, where it can be asked; a phone without a line goes on without. */
export interface Claim {
  state: ClaimAnswer['state'] | 'unknown';
  profile?: string | undefined;
}

export function useClaim(code: string | undefined): Claim | undefined {
  const [claim, setClaim] = useState<Claim & { code: string }>();
  useEffect(() => {
    if (!code) return;
    const abort = new AbortController();
    getJson<ClaimAnswer>(`/api/claims/${code}`, abort.signal).then(
      ({ state, profile }) => setClaim({ code, state, profile }),
      (error: unknown) => {
        if (error instanceof RequestFailed && error.reason === 'not-found') setClaim({ code, state: 'unknown' });
      },
    );
    return () => abort.abort();
  }, [code]);
  return claim?.code === code ? claim : undefined;
}
