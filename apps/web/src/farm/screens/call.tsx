import type { FarmPage } from '#hub/contracts';
import { callHref } from '../../phone/call-href.js';
import { ButtonLink } from '../../ui/button.js';
import { useWords } from '../words/use-words.js';

/** Whom to call, with the number in sight: it may be called from another phone. */
export function Call({ cooperative }: { cooperative: FarmPage['cooperative'] }) {
  const t = useWords();
  const call = callHref(cooperative?.phone);
  if (!cooperative || !call) return null;
  return (
    <ButtonLink wide wet icon="call" href={call} className="call">
      <span>
        {t.call}
        <small>
          {cooperative.name} · <span className="nowrap">{cooperative.phone}</span>
        </small>
      </span>
    </ButtonLink>
  );
}
