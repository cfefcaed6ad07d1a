import type { CaseOwner } from '#hub/contracts';
import { callHref } from '../../../phone/call-href.js';

/** Whose it is, and a number that a phone calls when it is pressed. */
export function OwnerCall({ owner: { name, phone } }: { owner: CaseOwner }) {
  const call = callHref(phone);
  return (
    <span className="owner">
      {name}
      {phone !== undefined && (
        <>
          {' · '}
          {call ? (
            <a className="num" href={call}>
              {phone}
            </a>
          ) : (
            phone
          )}
        </>
      )}
    </span>
  );
}
