import '../history/history.css';
import type { Device } from '#hub/contracts';
import { StateMark } from '../devices/link-words.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Exactly } from '../parts/when.js';
import { useLife, Why } from './life-box.js';
import { useLifeWords } from './words.js';

/** The states that a device went through, newest first: since when, until when, by whom and why. */
export function LifeList({ device }: { device: Device }) {
  const t = useLifeWords();
  return (
    <Box title={t.title}>
      <Answered answer={useLife(device.id)}>
        {({ life }) => (
          <ol className="history" aria-label={t.list}>
            {life.map((entry) => (
              <li key={`${entry.at} ${entry.to} ${entry.until ?? ''}`}>
                <p>
                  <StateMark state={entry.to} /> · <Exactly at={entry.at} /> ·{' '}
                  {entry.byName ?? (entry.by === 'hub' ? t.hub : entry.by)}
                  {entry.until !== undefined && (
                    <>
                      {' '}
                      · {t.untilThen} <Exactly at={entry.until} />
                    </>
                  )}
                </p>
                <Why entry={entry} />
              </li>
            ))}
          </ol>
        )}
      </Answered>
    </Box>
  );
}
