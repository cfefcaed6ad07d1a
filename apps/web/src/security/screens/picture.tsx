import type { FindingCase, Incident } from '#hub/contracts';
import { useState } from 'react';
import { useStore } from '../../live/store.js';
import { useOfficer } from '../officer.js';
import { useWords } from '../words.js';
import { whichCamera } from './which-camera.js';

/** The same picture is asked for again only so often. */
const FRESH_MS = 30_000;
const NONE: ReadonlySet<string> = new Set();

/** What a camera saw last, and whether it looks where it is suspected. Nothing where there is none, or no line. */
export function Picture(props: { incident: Incident; of: FindingCase | undefined; now: number }) {
  const { incident, of, now } = props;
  const t = useWords();
  const known = useStore(useOfficer().known.known);
  const [broken, setBroken] = useState(NONE);
  const shown = whichCamera(incident, of, known, broken);
  if (!shown) return null;
  const { id, name } = shown.camera;
  const fresh = Math.floor(now / FRESH_MS);
  return (
    <figure className="still">
      <img
        key={id}
        src={`/api/cameras/${encodeURIComponent(id)}/still?ts=${fresh}`}
        alt={t.pictureOf(name)}
        onError={() => setBroken((before) => new Set([...before, id]))}
      />
      <figcaption>
        {shown.area === 'looks' ? t.looksThere(name) : shown.area === 'may-not-see' ? t.mayNotSee(name) : name}
      </figcaption>
    </figure>
  );
}
