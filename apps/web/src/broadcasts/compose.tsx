import { type Broadcast, type Incident, LONGEST_TEXT, secondsOf, type Urgency } from '#hub/contracts';
import { type FormEvent, useState } from 'react';
import { askAgain } from '../admin/data/ask.js';
import { useNow } from '../admin/data/hub.js';
import { useSend } from '../admin/data/send.js';
import { Failed } from '../admin/parts/failed.js';
import { whenShort } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { titleOf } from '../incidents/incident.js';
import { postJson, sendJson } from '../live/rest.js';
import { base64Of } from '../phone/picture/data-url.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { Checkbox, Choices, TextArea } from '../ui/field.js';
import { FileField } from '../ui/file-field.js';
import { say } from '../ui/toast.js';
import { AudienceField, type ChosenAudience } from './audience-field.js';
import { BROADCASTS_API, type BroadcastsAnswer, useKey } from './data.js';
import { nextAir, suggestedText } from './look.js';
import { useBroadcastWords } from './words.js';

interface Composed {
  known: BroadcastsAnswer;
  /** A draft that is changed, or an incident that it is about. */
  draft?: Broadcast | undefined;
  incident?: Incident | undefined;
  onDone(): void;
}

/** A message is written, with how long it takes as it is read aloud; whoever may approve it can air it in the same step. */
export function Compose({ known, draft, incident, onDone }: Composed) {
  const t = useBroadcastWords();
  const lang = useLang();
  const me = useMe();
  const sending = useSend();
  const keyOf = useKey();
  const [text, setText] = useState(draft?.text ?? (incident ? suggestedText(incident, t) : ''));
  const [urgency, setUrgency] = useState<Urgency>(
    draft?.urgency ?? (incident?.severity === 'emergency' ? 'emergency' : 'ordinary'),
  );
  const [audience, setAudience] = useState<ChosenAudience>(() => audienceOf(known, draft, incident));
  const [drill, setDrill] = useState(draft?.drill ?? incident?.drill ?? false);
  const [file, setFile] = useState<File>();
  const [recording, setRecording] = useState(draft?.recording);
  const [nobody, setNobody] = useState(false);
  // a recording does not say of itself that it is a drill
  const played = drill ? undefined : recording;
  const seconds = secondsOf({ text, drill, ...(played && { recording: played }) });
  const now = useNow(30_000);
  const airAt = nextAir(known.windows, now, seconds);
  const mayApprove = may(me, 'broadcasts.approve');
  const windows = known.windows.map(({ from, to }) => `${from}–${to}`).join(', ');

  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setRecording(undefined);
    if (!chosen) return;
    void sending.run(async () => {
      try {
        const audio = base64Of(await dataUrlOf(chosen));
        setRecording(await postJson<{ name: string; seconds: number }>('/api/recordings', { audio }));
      } catch (error) {
        // what did not arrive is not played
        setFile(undefined);
        throw error;
      }
    });
  };
  const send = (event: FormEvent, air: boolean) => {
    event.preventDefault();
    const missing = !audience.everywhere && audience.hamlets.length === 0;
    setNobody(missing);
    if (missing) return;
    const about = {
      ...{ urgency, audience, text, drill, ...(played && { recording: played.name }) },
      ...((draft?.incident ?? incident?.id) && { incident: draft?.incident ?? incident?.id }),
    };
    void sending.run(async () => {
      try {
        const kept = draft
          ? await sendJson<Broadcast>('PUT', `${BROADCASTS_API}/${draft.id}`, { ...about, revision: draft.revision })
          : await postJson<Broadcast>(BROADCASTS_API, { key: keyOf(about), ...about });
        if (air) await postJson(`${BROADCASTS_API}/${kept.id}/approve`, { revision: kept.revision });
        say(air ? t.approved : t.sent);
        onDone();
      } finally {
        askAgain(BROADCASTS_API);
      }
    });
  };
  return (
    <form className="form broadcast-form" onSubmit={(event) => send(event, false)}>
      {incident && <p className="meta">{t.about(titleOf(incident, lang))}</p>}
      {incident?.simulated && !incident.drill && <p className="broadcast-reason">{t.simulated}</p>}
      <TextArea
        label={t.text}
        hint={
          <>
            {t.textHint} {(text.trim() || played) && <b className="num">{t.length(t.seconds(seconds))}</b>}
          </>
        }
        rows={6}
        lang="vi"
        required
        maxLength={LONGEST_TEXT}
        value={text}
        error={sending.failed?.problemWith('text')}
        onChange={({ target }) => setText(target.value)}
      />
      <Choices<Urgency>
        label={t.urgency}
        name="urgency"
        value={urgency}
        options={[
          { value: 'ordinary', label: t.ordinary, hint: t.ordinaryHint(windows) },
          { value: 'emergency', label: t.emergency, hint: t.emergencyHint },
        ]}
        onChange={setUrgency}
      />
      <AudienceField known={known} value={audience} error={nobody && t.nobodyChosen} onChange={setAudience} />
      <Checkbox label={t.isDrill} checked={drill} onChange={({ target }) => setDrill(target.checked)} />
      {known.plays && !drill && (
        <FileField
          label={t.recording}
          hint={t.recordingHint}
          accept="audio/mpeg,.mp3"
          file={file}
          error={sending.failed?.problemWith('audio') ?? sending.failed?.problemWith('recording')}
          onFile={choose}
        />
      )}
      <Failed error={sending.failed} />
      <div className="form-actions">
        {mayApprove && (
          <Button kind="go" icon="sound" busy={sending.busy && t.approving} onClick={(event) => send(event, true)}>
            {urgency === 'emergency' || airAt <= now ? t.approveNow : t.approveAt(whenShort(airAt, now))}
          </Button>
        )}
        <Button kind={mayApprove ? 'line' : 'go'} type="submit" icon="send" busy={sending.busy && t.approving}>
          {mayApprove ? t.save : t.send}
        </Button>
        {draft && <Button onClick={onDone}>{t.cancel}</Button>}
      </div>
    </form>
  );
}

function audienceOf(
  { hamlets }: BroadcastsAnswer,
  draft: Broadcast | undefined,
  incident: Incident | undefined,
): ChosenAudience {
  if (draft) return { everywhere: draft.audience.everywhere, hamlets: draft.audience.hamlets.map(({ id }) => id) };
  const { kind, id } = incident?.scope ?? {};
  const there = hamlets.filter((one) => kind === 'hamlet' && (one.id === id || one.name === id));
  return { everywhere: there.length === 0, hamlets: there.map((one) => one.id) };
}

const dataUrlOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('not read'));
    reader.readAsDataURL(file);
  });
