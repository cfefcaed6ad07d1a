import { type FarmPage, type FarmPlot, OBSTACLES, type Obstacle } from '#hub/contracts';
import { ddmmyyyy } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { useClock } from '../../phone/use-clock.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { plotHref } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Frame } from './frame.js';
import { Call } from './call.js';

const ICON: Record<Obstacle, IconName> = {
  'no-power': 'power',
  'pump-broken': 'broken',
  'no-water': 'dry',
  other: 'help',
};

/** Why it was not possible: one tap says it, and somebody can be called at once. */
export function ObstacleScreen({ plot, page }: { plot: FarmPlot; page: FarmPage }) {
  const t = useWords();
  const lang = useLang();
  const farmer = useFarmer();
  const now = useClock(60_000);
  const away = useStore(farmer.known.line) === 'lost';
  const hint = !plot.kept ? t.whyNotHint.alone : away ? t.whyNotHint.away : t.whyNotHint.kept;
  const home = () => go(plotHref(plot.id), { replace: true });
  return (
    <Frame
      title={plot.name}
      under={ddmmyyyy(now)}
      back={home}
      quiet
      spoken={`${t.whyNot} ${Object.values(OBSTACLES)
        .map((one) => one[lang])
        .join('. ')}`}
      dock={<Call cooperative={page.cooperative} />}
    >
      <div className="pad reach">
        <h2 className="verdict">{t.whyNot}</h2>
        <p>{hint}</p>
        <div className="reasons">
          {(Object.keys(OBSTACLES) as Obstacle[]).map((obstacle) => (
            <button
              key={obstacle}
              type="button"
              onClick={() => {
                void farmer.say(plot.id, { did: 'could-not', obstacle });
                home();
              }}
            >
              <Icon name={ICON[obstacle]} />
              {OBSTACLES[obstacle][lang]}
            </button>
          ))}
        </div>
      </div>
    </Frame>
  );
}
