import type { Device, FindingCase } from '#hub/contracts';
import { useState } from 'react';
import { useLive } from '../../admin/data/hub.js';
import { useProfiles } from '../../admin/data/devices.js';
import { hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { farWords, metresBetween } from '../../incidents/distance.js';
import { Icon } from '../../ui/icon.js';
import { useWords } from '../words/use-words.js';

const NEAREST = 2;
/** Beyond that a camera shows another place. */
const FARTHEST_M = 3000;

/** What the cameras saw last that look at the suspected area, and that stand nearest to it. */
export function Cameras(props: { at: Device | undefined; devices: readonly Device[]; of: FindingCase | undefined }) {
  const { at, devices, of } = props;
  const t = useWords();
  const lang = useLang();
  const profiles = useProfiles().value?.profiles ?? [];
  const isCamera = (device: Device) => profiles.find(({ id }) => id === device.profile)?.kind === 'camera';
  const looks = (of?.cameras ?? []).flatMap(({ camera, metres }) => {
    const device = devices.find(({ id }) => id === camera);
    return device ? [{ device, metres, away: t.looksThere(farWords(metres, lang)) }] : [];
  });
  const near = devices
    .filter((device) => isCamera(device) && !looks.some((one) => one.device.id === device.id))
    .map((device) => ({ device, metres: device.id === at?.id ? 0 : (metresBetween(at, device) ?? Infinity) }))
    .filter(({ metres }) => metres <= FARTHEST_M)
    .sort((a, b) => a.metres - b.metres)
    .map((one) => ({ ...one, away: one.metres > 0 ? t.awayFromStation(farWords(one.metres, lang)) : undefined }));
  const shown = [...looks, ...near].slice(0, NEAREST);
  return (
    <section className="desk-part" aria-label={t.cameras}>
      <h2>{t.cameras}</h2>
      {shown.length === 0 ? (
        <p className="meta">{t.noCamera}</p>
      ) : (
        <div className="cameras">
          {shown.map(({ device, away }) => (
            <CameraStill key={device.id} device={device} away={away} />
          ))}
        </div>
      )}
    </section>
  );
}

function CameraStill({ device, away }: { device: Device; away: string | undefined }) {
  const t = useWords();
  const event = useLive(({ cameras }) => cameras.find(({ camera }) => camera === device.id));
  const [failed, setFailed] = useState<number>();
  const source = event?.still && failed !== event.ts ? `${event.still}?ts=${event.ts}` : undefined;
  return (
    <figure>
      {source ? (
        <img src={source} alt={`${device.name}, ${hhmm(event!.ts)}`} onError={() => setFailed(event!.ts)} />
      ) : (
        <div className="blank">
          <Icon name="camera" />
          <span>{t.noStill}</span>
        </div>
      )}
      <figcaption>
        {device.name}
        {event && <span className="num"> · {hhmm(event.ts)}</span>}
        {away && <span className="meta"> · {away}</span>}
      </figcaption>
    </figure>
  );
}
