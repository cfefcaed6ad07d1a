import type { Incident } from '#hub/contracts';
import { useState } from 'react';
import { metresBetween } from '../../incidents/distance.js';
import { useStore } from '../../live/store.js';
import { useOfficer } from '../officer.js';
import { useWords } from '../words.js';

/** A camera farther away shows another place. */
const FARTHEST_M = 1500;
/** The same picture is asked for again only so often. */
const FRESH_MS = 30_000;

/** What the nearest camera saw last: its own, where a camera told of it. Nothing where there is none, or no line. */
export function Picture({ incident, now }: { incident: Incident; now: number }) {
  const t = useWords();
  const { devices, cameras } = useStore(useOfficer().known.known);
  const [failed, setFailed] = useState(false);
  const at = devices.find(({ id }) => id === incident.target);
  const nearest = devices
    .filter(({ id }) => cameras.includes(id))
    .map((device) => ({ device, metres: device.id === incident.target ? 0 : metresBetween(at, device) }))
    .filter(
      (one): one is { device: (typeof devices)[number]; metres: number } => (one.metres ?? Infinity) <= FARTHEST_M,
    )
    .sort((a, b) => a.metres - b.metres)[0]?.device;
  if (!nearest || failed) return null;
  const fresh = Math.floor(now / FRESH_MS);
  return (
    <figure className="still">
      <img
        src={`/api/cameras/${encodeURIComponent(nearest.id)}/still?ts=${fresh}`}
        alt={t.pictureOf(nearest.name)}
        onError={() => setFailed(true)}
      />
      <figcaption>{nearest.name}</figcaption>
    </figure>
  );
}
