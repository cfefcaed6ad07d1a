import { type DeviceProfile, expectedEveryMs } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { Option } from '../../phone/option.js';
import { Button } from '../../ui/button.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import type { Draft } from '../draft/draft.js';
import { everyWords } from '../every-words.js';
import { useInstaller } from '../installer.js';
import { stepPath } from '../paths.js';
import { useClaim } from '../scan/use-claim.js';
import { StepScreen } from '../step-screen.js';
import { useWords } from '../words/use-words.js';
import { metricNames } from './metric-names.js';
import { ProfilePicture } from './profile-picture.js';

/** 2: what it is. The label often says so; then one tap is enough. */
export function ProfileScreen({ draft }: { draft: Draft }) {
  const { model, known } = useInstaller();
  const t = useWords();
  const lang = useLang();
  const { profiles } = useStore(known.catalogue);
  const claim = useClaim(draft.code);
  const says = draft.labelProfile ?? claim?.profile;
  const chosen = draft.profile ?? says;
  const usable = profiles.filter(canBeInstalled);
  const inOrder = [...usable].sort((a, b) => Number(b.id === says) - Number(a.id === says));

  const choose = (profile: string) => {
    model.change({ profile, ...(says && { labelProfile: says }) });
    go(stepPath('place'));
  };
  const bad = claim && claim.state !== 'open';
  return (
    <StepScreen
      step="profile"
      draft={draft}
      title={t.profileTitle}
      dock={
        bad ? (
          <Button kind="go" wide wet icon="qr" onClick={() => go(stepPath('scan'), { replace: true })}>
            {t.scanOther}
          </Button>
        ) : usable.length === 0 ? (
          <Button kind="go" wide wet icon="again" onClick={() => void known.refresh()}>
            {t.retry}
          </Button>
        ) : (
          chosen && (
            <Button kind="go" wide wet iconAfter="next" onClick={() => choose(chosen)}>
              {t.next}
            </Button>
          )
        )
      }
    >
      <div className="pad">
        {bad && (
          <div className="said watch gap" role="alert">
            <Severity kind="watch" />
            <p>
              {t.claim[claim.state]}
              <span className="meta"> {t.claimHelp}</span>
            </p>
          </div>
        )}
        {usable.length === 0 && <p className="gap">{t.noProfiles}</p>}
        <div className="options gap">
          {inOrder.map((profile) => (
            <Option
              key={profile.id}
              picture={<ProfilePicture kind={profile.kind} />}
              title={profile[lang]}
              more={moreOf(profile)}
              chosen={profile.id === chosen}
              onChoose={() => choose(profile.id)}
            />
          ))}
        </div>
      </div>
    </StepScreen>
  );

  function moreOf(profile: DeviceProfile): string {
    const names = metricNames(profile, lang);
    const every = t.every(everyWords(expectedEveryMs(profile), lang));
    const label = profile.id === says ? `${t.profileFromLabel} · ` : '';
    return label + (names ? `${names} · ${every}` : every);
  }
}

/** Cameras come by a gateway, not by a label. */
const canBeInstalled = ({ kind }: DeviceProfile) => kind !== 'camera' && kind !== 'hub';
