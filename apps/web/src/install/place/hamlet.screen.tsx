import { useState } from 'react';
import { useStore } from '../../live/store.js';
import { Option } from '../../phone/option.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { go } from '../../ui/way.js';
import type { Draft } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { stepPath } from '../paths.js';
import { StepScreen } from '../step-screen.js';
import { useWords } from '../words/use-words.js';

/** 3, by hand: the hamlet, and what is near. */
export function HamletScreen({ draft }: { draft: Draft }) {
  const { model, known } = useInstaller();
  const t = useWords();
  const { hamlets } = useStore(known.catalogue);
  const [other, setOther] = useState(hamlets.length === 0 || (!!draft.hamlet && !hamlets.includes(draft.hamlet)));
  // the one that was measured comes first: mostly it is right, or its neighbour is
  const [first] = useState(draft.hamlet);
  const inOrder = [...hamlets].sort((a, b) => Number(b === first) - Number(a === first));
  const type = (change: Pick<Draft, 'hamlet'> | Pick<Draft, 'place'>) =>
    model.change({ ...change, placedByHand: true });
  const done = () => go(stepPath('place'), { replace: true });
  return (
    <StepScreen
      step="place"
      draft={draft}
      title={t.hamletTitle}
      back={stepPath('place')}
      dock={
        <Button kind="go" wide wet onClick={done}>
          {t.done}
        </Button>
      }
    >
      <div className="pad">
        {hamlets.length === 0 && <p className="meta small-gap">{t.noHamlets}</p>}
        <div className="options gap">
          {inOrder.map((hamlet) => (
            <Option
              key={hamlet}
              title={hamlet}
              chosen={draft.hamlet === hamlet && !other}
              onChoose={() => {
                setOther(false);
                type({ hamlet });
              }}
            />
          ))}
          {hamlets.length > 0 && <Option title={t.otherHamlet} chosen={other} onChoose={() => setOther(true)} />}
        </div>
        <div className="form gap">
          {other && (
            <TextField
              label={t.hamletLabel}
              value={draft.hamlet ?? ''}
              maxLength={120}
              onChange={(event) => type({ hamlet: event.target.value })}
            />
          )}
          <TextField
            label={t.placeLabel}
            hint={t.placeHint}
            value={draft.place ?? ''}
            maxLength={160}
            onChange={(event) => type({ place: event.target.value })}
          />
        </div>
      </div>
    </StepScreen>
  );
}
