import type { Advice } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { whole } from '../model/figures.js';
import { useWords } from '../words/use-words.js';
import { Wave } from './paddy-cut.js';
import { Rice } from './plants.js';
import { useBasis } from './use-basis.js';

const SURFACE = 64;
const HEIGHT = 144;
const MOST_PX = 40;

/** A cut through field, bund and canal: the gate is shut, salt or waste water is outside. */
export function SaltyCut({ advice }: { advice: Advice }) {
  const t = useWords();
  const lang = useLang();
  const basis = useBasis(advice);
  const { level, salinity, foul } = advice;
  const cm = level?.cm ?? 0;
  const px = Math.min(4, MOST_PX / Math.max(1, cm));
  const left =
    level === undefined
      ? t.noLevel
      : Math.round(cm) > 0
        ? t.aboveCm(whole(cm, lang))
        : Math.round(cm) === 0
          ? t.even
          : `${t.cm(whole(cm, lang))}`;
  const canal = foul ? t.foulCanal : t.saltyCanal;
  const salt = foul ? hhmm(foul.at) : salinity && t.permille(figure(salinity.value, 1, lang));
  const over = level === undefined ? '' : Math.round(cm) < 0 ? t.below : t.above;
  return (
    <svg
      className={foul ? 'cut salty foul' : 'cut salty'}
      viewBox={`0 0 360 ${HEIGHT}`}
      role="img"
      aria-label={[`${over} ${left} (${basis})`, salt && `${canal} ${salt}`].filter(Boolean).join('; ')}
    >
      <path className="subsoil" d={`M0 ${SURFACE}h360v${HEIGHT - SURFACE}H0z`} />
      {cm > 0 && <Wave className="field-water" from={0} to={226} y={SURFACE - cm * px} bottom={SURFACE + 1} />}
      <Rice at={[25, 89, 153, 203]} y={SURFACE} />
      <path className="soil" d="M216 144V46c0-14 6-22 14-22h14c8 0 14 8 14 22v98z" />
      <path className="grass" d="M226 25c3-6 6-8 12-8s9 2 12 8z" />
      <path className="salt-water" d="M262 36h98v108h-98z" />
      <path className="salt-top" d="M262 36c10-3 20 3 32 0s22-3 34 0 22 3 32 0v12h-98z" />
      {!foul && <path className="salt" d="M284 52l5 5-5 5-5-5zM318 54l5 5-5 5-5-5zM350 51l5 5-5 5-5-5z" />}
      <path className="gate" d="M252 30h12v114h-12z" />
      <path className="gate-lines" d="M252 52h12M252 76h12M252 100h12M252 124h12M258 30V8" />
      <path className="gate-handle" d="M246 8h24" />
      <text className="small" x={16} y={86}>
        {over}
      </text>
      <text className="middle" x={16} y={111}>
        {left}
      </text>
      <text className="small" x={16} y={134}>
        {basis}
      </text>
      <text className="small dark" x={272} y={82}>
        {canal}
      </text>
      {salt && (
        <text className="middle dark" x={272} y={110}>
          {salt}
        </text>
      )}
    </svg>
  );
}
