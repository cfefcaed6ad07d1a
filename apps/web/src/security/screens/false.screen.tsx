import type { Incident } from '#hub/contracts';
import { FalseCauses } from '../../incidents/false-causes.js';
import { go } from '../../ui/way.js';
import { useOfficer } from '../officer.js';
import { incidentHref } from '../paths.js';
import { useWords } from '../words.js';
import { Frame } from './frame.js';

/** One press says what it was instead; then it can be taken back. */
export function FalseScreen({ incident }: { incident: Incident }) {
  const t = useWords();
  const officer = useOfficer();
  const back = () => go(incidentHref(incident.id), { replace: true });
  return (
    <Frame title={t.falseTitle} over={incident.text.title} back={back} quiet>
      <p className="pad meta">{t.falseHint}</p>
      <div className="pad causes">
        <FalseCauses
          wide
          of={incident.cause}
          onChoose={(cause) => {
            void officer.actUnlessTakenBack(incident.id, { do: 'false', cause });
            back();
          }}
        />
      </div>
    </Frame>
  );
}
