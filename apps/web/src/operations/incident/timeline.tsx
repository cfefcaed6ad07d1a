import { type Alert, type Device, deviceOfAlert } from '#hub/contracts';
import { useState } from 'react';
import { ddmmyyyy, hhmmss, whenShort } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { incidentPath } from '../../incidents/deed.js';
import type { TimelineEntry } from '../../incidents/incident.js';
import { incidentWords } from '../../incidents/words.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { useWords } from '../words/use-words.js';
import { worthALine } from './worth-a-line.js';

/** What an operator has seen already; older lines come when they are asked for. */
const FIRST = 14;
/** What happened and who did what, newest last. */
export function Timeline({
  incident,
  entries,
  alerts,
  devices,
  now,
}: {
  incident: string;
  entries: readonly TimelineEntry[];
  alerts: readonly Alert[];
  devices: readonly Device[];
  now: number;
}) {
  const t = useWords();
  const words = incidentWords[useLang()];
  const [all, setAll] = useState(false);
  const told = worthALine(entries);
  const boxOf = (alert: string) =>
    devices.find(({ id }) => id === deviceOfAlert(alert))?.name ?? alerts.find(({ id }) => id === alert)?.text.place;
  /** An incident opens once; each of its boxes begins to tell. */
  const wordsOf = ({ change, alert, to }: TimelineEntry) => {
    if (to !== undefined) return t.givenTo(to);
    const box = change === 'opened' && alert !== undefined ? boxOf(alert) : undefined;
    return box ? t.boxBegan(box) : words.changes[change];
  };
  const shown = all ? told : told.slice(-FIRST);
  return (
    <section className="desk-part" aria-label={t.timeline}>
      <h2>{t.timeline}</h2>
      {told.length > shown.length && (
        <Button kind="quiet" icon="more" onClick={() => setAll(true)}>
          {t.timelineMore(told.length - shown.length)}
        </Button>
      )}
      <ol className="timeline">
        {shown.map((entry, i) => {
          const { at, change, by, note, photo } = entry;
          return (
            <li key={`${at} ${change} ${i}`} className={by ? 'person' : undefined}>
              <time className="num" dateTime={new Date(at).toISOString()} title={`${ddmmyyyy(at)} ${hhmmss(at)}`}>
                {whenShort(at, now)}
              </time>
              <i aria-hidden="true" />
              <span>
                {wordsOf(entry)}
                {by && <b> · {by}</b>}
                {note && <q>{note}</q>}
                {photo && (
                  <a
                    href={`${incidentPath(incident)}/photos/${encodeURIComponent(photo)}`}
                    target="_blank"
                    rel="noreferrer"
                  >
                    <Icon name="camera" />
                    {t.openPhoto}
                  </a>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
