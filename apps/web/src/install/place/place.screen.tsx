import { useEffect, useMemo, useState } from 'react';
import { useStore } from '../../live/store.js';
import { PictureButton } from '../../phone/picture-button.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import { type Draft, missingFor } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { HAMLET, stepPath } from '../paths.js';
import { StepScreen } from '../step-screen.js';
import { useWords } from '../words/use-words.js';
import { isGood } from './fixes.js';
import { MiniMap } from './mini-map.js';
import { metresOutside } from './outside.js';
import { shrinkPhoto } from '../../phone/picture/photo.js';
import { surroundingsOf } from './surroundings.js';
import { type Gps, useGps } from './use-gps.js';

/** 3: where it stands, and how it looks there. Works without GPS: the hamlet is chosen by hand then. */
export function PlaceScreen({ draft }: { draft: Draft }) {
  const { model, known } = useInstaller();
  const t = useWords();
  const { features } = useStore(known.catalogue);
  const gps = useGps(!draft.fix && !draft.placedByHand);
  const { fix } = gps;
  useEffect(() => {
    if (!fix) return;
    const { placedByHand } = model.draft ?? draft;
    const { hamlet, place } = placedByHand ? {} : surroundingsOf(fix, features);
    model.change({ fix, ...(hamlet && { hamlet }), ...(place && { place }) });
  }, [fix, features, model]);

  const outside = useMemo(() => draft.fix && metresOutside(draft.fix, features), [draft.fix, features]);
  const missing = missingFor('place', draft);
  const where = [draft.place, draft.hamlet].filter(Boolean).join(', ');
  return (
    <StepScreen
      step="place"
      draft={draft}
      title={t.placeTitle}
      dock={
        <Button
          kind="go"
          wide
          wet
          iconAfter="next"
          off={missing === 'place' ? t.placeFirst : missing === 'photo' && t.photoFirst}
          onClick={() => go(stepPath('name'))}
        >
          {outside === undefined ? t.next : t.nextOutside}
        </Button>
      }
    >
      {draft.fix && <MiniMap fix={draft.fix} features={features} />}
      <div className="pad">
        <div className="split small-gap">
          <Position draft={draft} gps={gps} />
          <Button kind="line" wide wet icon="again" onClick={gps.again}>
            {t.measureAgain}
          </Button>
        </div>
        {outside !== undefined && (
          <p className="said watch" role="alert">
            <Severity kind="watch" />
            {t.outside(
              outside < 1000 ? t.metres(Math.ceil(outside / 10) * 10) : t.kilometres(Math.round(outside / 1000)),
            )}
          </p>
        )}
        <Warning draft={draft} gps={gps} />
        <hr className="rule" />
        <Photo draft={draft} />
        <Button kind="quiet" icon="pin" onClick={() => go(HAMLET)}>
          {where ? (draft.placedByHand && !draft.fix ? t.chosenByHand(where) : where) : t.chooseByHand}
        </Button>
        {!draft.hasPhoto && !draft.withoutPhoto && (
          <Button kind="quiet" onClick={() => model.change({ withoutPhoto: true })}>
            {t.cannotPhoto}
          </Button>
        )}
      </div>
    </StepScreen>
  );
}

function Position({ draft: { fix }, gps }: { draft: Draft; gps: Gps }) {
  const t = useWords();
  return (
    <div role="status">
      <p className="accuracy num">{fix ? t.accuracy(Math.max(1, Math.round(fix.accuracyM))) : '—'}</p>
      {fix && isGood(fix) ? (
        <p className="said ok">
          <Icon name="check" />
          {t.exact}
        </p>
      ) : (
        gps.state === 'measuring' && (
          <p className="said">
            <Icon name="pin" />
            {fix ? t.standStill : t.measuring}
          </p>
        )
      )}
    </div>
  );
}

/** What is to be said of the position over the whole width: it is coarse, or there is none. */
function Warning({ draft: { fix, placedByHand, hamlet }, gps: { state } }: { draft: Draft; gps: Gps }) {
  const t = useWords();
  if (state === 'measuring') return null;
  const chosen = placedByHand && hamlet !== undefined;
  const words = fix ? !isGood(fix) && t.tooCoarse : state !== 'done' && !chosen && t.noGps[state];
  if (!words) return null;
  return (
    <p className="said watch" role="alert">
      <Severity kind="watch" />
      {words}
    </p>
  );
}

function Photo({ draft }: { draft: Draft }) {
  const { model } = useInstaller();
  const t = useWords();
  const [shown, setShown] = useState<string>();
  const [state, setState] = useState<'ready' | 'busy' | 'bad'>('ready');
  useEffect(() => {
    if (draft.hasPhoto) void model.photoOf(draft.key).then(setShown);
  }, [draft.key, draft.hasPhoto, model]);

  const take = async (file: File) => {
    setState('busy');
    try {
      const photo = await shrinkPhoto(file);
      setShown(photo);
      model.setPhoto(photo);
      setState('ready');
    } catch {
      setState('bad');
    }
  };
  return (
    <div className="split">
      <div className="thumb">
        {draft.hasPhoto && shown ? (
          <img src={shown} alt={t.photoOf} />
        ) : state === 'bad' ? (
          <p className="said warning" role="alert">
            {t.photoBad}
          </p>
        ) : (
          <p className="meta">{draft.withoutPhoto ? t.withoutPhoto : t.noPhoto}</p>
        )}
      </div>
      <PictureButton
        kind="line"
        words={draft.hasPhoto ? t.takeAgain : t.takePhoto}
        busy={state === 'busy' && t.photoBusy}
        onPicture={(file) => void take(file)}
      />
    </div>
  );
}
