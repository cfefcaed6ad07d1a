import { FALSE_CAUSES, type Incident } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { incidentWords } from '../../incidents/words.js';
import { Button } from '../../ui/button.js';
import { go } from '../../ui/way.js';
import { useOfficer } from '../officer.js';
import { incidentHref } from '../paths.js';
import { useWords } from '../words.js';
import { Frame } from './frame.js';

/** One press says what it was instead; then it can be taken back. */
export function FalseScreen({ incident }: { incident: Incident }) {
  const t = useWords();
  const words = incidentWords[useLang()];
  const officer = useOfficer();
  const back = () => go(incidentHref(incident.id), { replace: true });
  return (
    <Frame title={t.falseTitle} over={incident.text.title} back={back} quiet>
      <p className="pad meta">{t.falseHint}</p>
      <div className="pad causes">
        {FALSE_CAUSES.map((cause) => (
          <Button
            key={cause}
            wide
            onClick={() => {
              void officer.actUnlessTakenBack(incident.id, { do: 'false', cause });
              back();
            }}
          >
            {words.falseCauses[cause]}
          </Button>
        ))}
      </div>
    </Frame>
  );
}
