import type { Stay } from '#hub/contracts';
import { Way } from '../../../ui/way.js';
import { useAsk } from '../../data/ask.js';
import { useDevices } from '../../data/devices.js';
import { Answered } from '../../parts/answered.js';
import { Exactly } from '../../parts/when.js';
import { hrefOf } from '../../route/address.js';
import { useLandWords } from '../words.js';

/** Which boxes stood at a site, and when: the site's history is theirs. */
export function Stays({ site }: { site: string }) {
  const t = useLandWords();
  const answer = useAsk<{ stays: Stay[] }>(`/api/sites/${encodeURIComponent(site)}/devices`);
  const names = new Map(useDevices().value?.devices.map((d) => [d.id, d.name]));
  return (
    <Answered answer={answer}>
      {({ stays }) =>
        stays.length === 0 ? (
          <p className="meta">{t.noStays}</p>
        ) : (
          <ul className="land-items">
            {stays.map(({ device, from, to }) => (
              <li key={`${device} ${from}`}>
                <Way href={hrefOf('devices', [device])}>
                  <b>{names.get(device) ?? device}</b>
                  <span className="meta">
                    <Exactly at={from} /> – {to === undefined ? t.now : <Exactly at={to} />}
                  </span>
                </Way>
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  );
}
