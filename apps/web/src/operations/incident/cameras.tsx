import type { Device } from '#hub/contracts';
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

/** What the cameras saw last that stand nearest to it. */
export function Cameras({ at, devices }: { at: Device | undefined; devices: readonly Device[] }) {
  const t = useWords();
  const profiles = useProfiles().value?.profiles ?? [];
  const isCamera = (device: Device) => profiles.find(({ id }) => id === device.profile)?.kind === 'camera';
  const near = devices
    .filter(isCamera)
    .map((device) => ({ device, metres: device.id === at?.id ? 0 : metresBetween(at, device) }))
    .filter((one): one is { device: Device; metres: number } => one.metres !== undefined && one.metres <= FARTHEST_M)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, NEAREST);
  return (
    <section className="desk-part" aria-label={t.cameras}>
      <h2>{t.cameras}</h2>
      {near.length === 0 ? (
        <p className="meta">{t.noCamera}</p>
      ) : (
        <div className="cameras">
          {near.map(({ device, metres }) => (
            <CameraStill key={device.id} device={device} metres={metres} />
          ))}
        </div>
      )}
    </section>
  );
}

function CameraStill({ device, metres }: { device: Device; metres: number }) {
  const t = useWords();
  const lang = useLang();
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
        {metres > 0 && <span className="meta"> · {t.away(farWords(metres, lang))}</span>}
      </figcaption>
    </figure>
  );
}
