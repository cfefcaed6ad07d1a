import { type Blanks, blanksOf, type BroadcastTemplate, filledIn, secondsOf, spokenText } from '#hub/contracts';
import { type FormEvent, useId, useState } from 'react';
import { askAgain, useAsk } from '../admin/data/ask.js';
import { useSend } from '../admin/data/send.js';
import { Failed } from '../admin/parts/failed.js';
import { hhmm } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { incidentPath } from '../incidents/deed.js';
import { type IncidentDetail, titleOf } from '../incidents/incident.js';
import { postJson } from '../live/rest.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Checkbox, TextField } from '../ui/field.js';
import { say } from '../ui/toast.js';
import { AudienceField, type ChosenAudience } from './audience-field.js';
import { BROADCASTS_API, type BroadcastsAnswer, TEMPLATES_API, useKey } from './data.js';
import { useBroadcastWords } from './words.js';

/** Place and time are filled in, it is read once more, and aired. */
export function AirTemplate(props: {
  template: BroadcastTemplate;
  known: BroadcastsAnswer;
  /** Id of what it is about: of what is simulated nothing leaves the hub. */
  incident: string | undefined;
  onClose(): void;
}) {
  const { template, known, incident, onClose } = props;
  const lang = useLang();
  const about = useAsk<IncidentDetail>(incident === undefined ? undefined : incidentPath(incident)).value?.incident;
  const t = useBroadcastWords();
  const id = useId();
  const keyOf = useKey();
  const sending = useSend();
  const names = blanksOf(template.text);
  const [blanks, setBlanks] = useState<Blanks>(() => ({ time: spokenTime(Date.now(), t.timeWords) }));
  const [audience, setAudience] = useState<ChosenAudience>({ everywhere: true, hamlets: [] });
  const [drill, setDrill] = useState(false);
  const [tried, setTried] = useState(false);
  const missing = names.filter((name) => !blanks[name]?.trim());
  const nobody = !audience.everywhere && audience.hamlets.length === 0;
  const text = filledIn(template.text, blanks);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || nobody) return;
    void sending.run(async () => {
      const filled = Object.fromEntries(names.map((name) => [name, blanks[name]]));
      const message = {
        ...{ version: template.version, blanks: filled, audience, drill },
        ...(incident !== undefined && { incident }),
      };
      await postJson(`${TEMPLATES_API}/${template.id}/air`, { key: keyOf(message), ...message });
      askAgain(BROADCASTS_API);
      say(t.approved);
      onClose();
    });
  };
  return (
    <Dialog
      title={t.airTitle(template.title)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="danger" icon="sound" type="submit" form={id} busy={sending.busy && t.approving}>
            {t.airNow}
          </Button>
        </>
      }
    >
      <form id={id} className="form" onSubmit={submit}>
        {about && <p className="meta">{t.about(titleOf(about, lang))}</p>}
        {about?.simulated && !about.drill && <p className="broadcast-reason">{t.simulated}</p>}
        {names.map((name) => (
          <TextField
            key={name}
            label={t[name]}
            maxLength={80}
            value={blanks[name] ?? ''}
            error={tried && missing.includes(name) ? t.blankMissing : sending.failed?.problemWith(`blanks.${name}`)}
            onChange={({ target }) => setBlanks({ ...blanks, [name]: target.value })}
          />
        ))}
        <AudienceField
          known={known}
          value={audience}
          error={tried && nobody && t.nobodyChosen}
          onChange={setAudience}
        />
        <Checkbox label={t.isDrill} checked={drill} onChange={({ target }) => setDrill(target.checked)} />
        <p className="broadcast-text" lang="vi">
          {spokenText({ text, drill })}
        </p>
        <p className="meta num">{t.length(t.seconds(secondsOf({ text, drill })))}</p>
        <Failed error={sending.failed} under={names.map((name) => `blanks.${name}`)} />
      </form>
    </Dialog>
  );
}

function spokenTime(now: number, words: (hours: number, minutes: number) => string): string {
  const [hours = 0, minutes = 0] = hhmm(now).split(':').map(Number);
  return words(hours, minutes);
}
