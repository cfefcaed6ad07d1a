import type { FalseCause, Incident } from '#hub/contracts';
import { useState } from 'react';
import { askAgain } from '../../admin/data/ask.js';
import { useLang } from '../../i18n/lang.js';
import { type Deed, deedPath, INCIDENTS } from '../../incidents/deed.js';
import { incidentWords } from '../../incidents/words.js';
import { postJson } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { say, sayWithUndo } from '../../ui/toast.js';
import { useWords } from '../words/use-words.js';
import type { DeedName } from './deeds.js';

/** Does what somebody decided, tells how it went, and asks the hub what came of it. */
export function useDeeds() {
  const t = useWords();
  const lang = useLang();
  const [busy, setBusy] = useState<DeedName>();

  /** Resolves with whether the hub took it. Why it did not is told as the hub says it: somebody else may have been faster. */
  const act = async (incident: Pick<Incident, 'id'>, deed: Deed): Promise<boolean> => {
    setBusy(deed.do);
    const { do: name, ...body } = deed;
    try {
      await postJson(deedPath(incident.id, deed), body);
      say(t.told[name]);
      return true;
    } catch (error) {
      say(refusalWords(error, lang));
      return false;
    } finally {
      setBusy(undefined);
      askAgain(INCIDENTS);
    }
  };
  return {
    busy,
    act,
    markFalse(incident: Pick<Incident, 'id'>, cause: FalseCause) {
      sayWithUndo(t.falseSoon(incidentWords[lang].falseCauses[cause]), () => {
        void act(incident, { do: 'false', cause });
      });
    },
  };
}
export type Deeds = ReturnType<typeof useDeeds>;
