import { Icon } from '../../ui/icon.js';
import { useWords } from '../words/use-words.js';
import type { Scanner } from './use-scanner.js';

/** What the camera sees, and the frame that the code has to be in; without a camera, why. */
export function Finder({ scanner: { video, state, strange } }: { scanner: Scanner }) {
  const t = useWords();
  const off = state === 'insecure' || state === 'denied' || state === 'none';
  return (
    <div className={off ? 'finder off' : 'finder'} role="group" aria-label={t.finder}>
      <video ref={video} muted playsInline hidden={off || state === 'tired'} />
      {off ? (
        <p className="why">
          <Icon name="camera" />
          {t.noCamera[state]}
        </p>
      ) : (
        <>
          <svg viewBox="0 0 216 216" aria-hidden="true">
            <path d="M3 47V3h44M169 3h44v44M213 169v44h-44M47 213H3v-44" />
          </svg>
          <p className="words" role="status">
            {state === 'tired' ? t.tired : state === 'starting' ? t.startingCamera : strange ? t.strange : t.intoFrame}
          </p>
        </>
      )}
    </div>
  );
}
