import { type Cause, FALSE_CAUSES, FALSE_CAUSES_OF, type FalseCause } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../i18n/lang.js';
import { Button } from '../ui/button.js';
import { incidentWords } from './words.js';

/** What it was instead: first what such a matter is usually mistaken for, the others when they are asked for. */
export function FalseCauses(props: { of: Cause; wide?: boolean; onChoose(cause: FalseCause): void }) {
  const { of, wide, onChoose } = props;
  const words = incidentWords[useLang()];
  const [all, setAll] = useState(false);
  const likely = FALSE_CAUSES_OF[of];
  const others = FALSE_CAUSES.filter((cause) => !likely.includes(cause));
  return (
    <>
      {[...likely, ...(all ? others : [])].map((cause) => (
        <Button key={cause} wide={wide ?? false} autoFocus={all && cause === others[0]} onClick={() => onChoose(cause)}>
          {words.falseCauses[cause]}
        </Button>
      ))}
      {!all && (
        <Button wide={wide ?? false} icon="more" onClick={() => setAll(true)}>
          {words.otherCauses}
        </Button>
      )}
    </>
  );
}
