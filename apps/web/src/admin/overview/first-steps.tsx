import type { Permission } from '#hub/contracts';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { Way } from '../../ui/way.js';
import { hrefOf } from '../route/address.js';
import { useOverviewWords } from './words.js';

type Step = 'commune' | 'land' | 'exchange' | 'labels' | 'people' | 'walls';
const STEPS: readonly { step: Step; icon: IconName; needs: Permission; href: string }[] = [
  { step: 'commune', icon: 'pin', needs: 'commune.write', href: hrefOf('commune') },
  { step: 'land', icon: 'map', needs: 'registry.write', href: hrefOf('land') },
  { step: 'exchange', icon: 'sheet', needs: 'registry.write', href: hrefOf('exchange') },
  { step: 'labels', icon: 'box', needs: 'devices.write', href: hrefOf('waiting', ['tem']) },
  { step: 'people', icon: 'people', needs: 'people.write', href: hrefOf('people') },
  { step: 'walls', icon: 'wall', needs: 'walls.pair', href: hrefOf('walls') },
];

/** Where to begin while there is nothing yet, in the order in which one needs the other. */
export function FirstSteps() {
  const t = useOverviewWords();
  const me = useMe();
  return (
    <>
      <p>{t.begin}</p>
      <ol className="first-steps">
        {STEPS.filter(({ needs }) => may(me, needs)).map(({ step, icon, href }) => (
          <li key={step}>
            <Way href={href}>
              <Icon name={icon} />
              <span>
                <b>{t.steps[step].title}</b>
                <span className="meta">{t.steps[step].why}</span>
              </span>
            </Way>
          </li>
        ))}
      </ol>
    </>
  );
}
