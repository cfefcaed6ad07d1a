import { CODE_DIGITS, isClaimCode } from '#hub/contracts';
import { useEffect } from 'react';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { Cells, Keypad } from '../../phone/keypad.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import { type Draft, withLabel } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { HOME, stepPath } from '../paths.js';
import { metricNames } from '../profile/metric-names.js';
import { StepScreen } from '../step-screen.js';
import { useWords } from '../words/use-words.js';
import { useClaim } from './use-claim.js';

/** 1, without the camera: eight digits, of which the last one tells whether they are right. */
export function TypeScreen({ draft }: { draft: Draft }) {
  const { model, known } = useInstaller();
  const t = useWords();
  const lang = useLang();
  const { typed } = draft;
  const full = typed.length === CODE_DIGITS;
  const verdict = full ? (isClaimCode(typed) ? 'right' : 'wrong') : undefined;
  const claim = useClaim(verdict === 'right' ? typed : undefined);
  const { profiles } = useStore(known.catalogue);
  const profileId = claim?.profile ?? (draft.code === typed ? draft.labelProfile : undefined);
  const profile = profiles.find(({ id }) => id === profileId);

  const press = (digit: string) => {
    const now = model.draft?.typed ?? '';
    // a ninth digit begins anew where the eight were wrong
    if (now.length < CODE_DIGITS) model.change({ typed: now + digit });
    else if (!isClaimCode(now)) model.change({ typed: digit });
  };
  const erase = () => model.change({ typed: (model.draft?.typed ?? '').slice(0, -1) });
  const onwards = () => {
    model.change(withLabel(model.draft ?? draft, { code: typed, ...(claim?.profile && { profile: claim.profile }) }));
    go(stepPath('profile'));
  };
  useEffect(() => {
    // a desk has a keyboard, and so have some who test this
    const key = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') erase();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  });

  return (
    <StepScreen step="scan" draft={draft} title={t.typeTitle} back={draft.code ? stepPath('scan') : HOME}>
      <div className="pad type-screen">
        <Cells digits={typed} verdict={verdict} />
        <div className="verdict" role="status">
          {!full && <p>{t.typeHint}</p>}
          {verdict === 'wrong' && (
            <p className="said warning">
              <Severity kind="warning" />
              {t.codeWrong}
            </p>
          )}
          {verdict === 'right' && (
            <>
              {!claim || claim.state === 'open' ? (
                <p className="said ok">
                  <Icon name="check" />
                  {t.codeRight}
                </p>
              ) : (
                <p className="said watch">
                  <Severity kind="watch" />
                  {t.claim[claim.state]}
                </p>
              )}
              {profile && (
                <p>
                  {profile[lang]}: {metricNames(profile, lang)}
                </p>
              )}
            </>
          )}
        </div>
        <Keypad
          press={press}
          erase={erase}
          eraseWords={t.eraseDigit}
          next={{ words: t.next, ready: verdict === 'right', go: onwards }}
        />
      </div>
    </StepScreen>
  );
}
