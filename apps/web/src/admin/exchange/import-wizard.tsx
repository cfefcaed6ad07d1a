import { type ImportAnswer, type ThingKind, THING_KINDS } from '#hub/contracts';
import { useState } from 'react';
import { figure } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { sendFile } from '../../live/rest.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Choices, SelectField } from '../../ui/field.js';
import { FileField } from '../../ui/file-field.js';
import { Notice } from '../../ui/notice.js';
import { go } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { KIND_INFO } from '../land/kinds.js';
import { useLandWords } from '../land/words.js';
import { Box } from '../parts/box.js';
import { Failed } from '../parts/failed.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { formatOf, TYPES } from './file-format.js';
import { ImportPreview } from './import-preview.js';
import { useExchangeWords } from './words.js';

type Crs = 'wgs84' | 'vn2000';
interface Meridians {
  provinces: { name: string; meridians: { of: string; degrees: number }[] }[];
  suggested: number[];
}
interface Looked {
  answer: ImportAnswer;
  file: File;
  query: string;
}

/** A file is looked at first, with every wrong row named; then it is taken in, or nothing is. */
export function ImportWizard({ kind }: { kind: ThingKind }) {
  const t = useExchangeWords();
  const l = useLandWords();
  const lang = useLang();
  const sending = useSend();
  const [file, setFile] = useState<File>();
  const [crs, setCrs] = useState<Crs>('wgs84');
  const [meridian, setMeridian] = useState('');
  const [tried, setTried] = useState(false);
  const [looked, setLooked] = useState<Looked>();
  const [done, setDone] = useState<number>();
  const format = file && formatOf(file.name);
  const count = (n: number) => figure(n, 0, lang);
  const send = (taken: File, query: string) =>
    sendFile<ImportAnswer>(`/api/registry/${kind}/import?${query}`, taken, TYPES[formatOf(taken.name)!]);
  const look = () => {
    setTried(true);
    if (!file || !format) return;
    const query = new URLSearchParams({ format, crs, ...(crs === 'vn2000' && meridian && { meridian }) }).toString();
    void sending.run(async () => setLooked({ file, query, answer: await send(file, `${query}&dryRun=true`) }));
  };
  const take = ({ file: taken, query, answer }: Looked) =>
    void sending.run(async () => {
      const skip = answer.bad.length > 0 ? '&skipBad=true' : '';
      const imported = await send(taken, query + skip);
      if (imported.imported) setDone(imported.ready);
      setLooked(imported.imported ? undefined : { file: taken, query, answer: imported });
      askAgain(`/api/registry/${kind}`);
    });
  if (done !== undefined)
    return (
      <Notice kind="done" title={t.done(count(done))}>
        <p>{t.doneWhy}</p>
        <p className="outcome-ways">
          <WayButton kind="go" icon="map" href={hrefOf('land', [KIND_INFO[kind].word])}>
            {t.toKind}
          </WayButton>
          <Button
            icon="upload"
            onClick={() => {
              setDone(undefined);
              setFile(undefined);
              setTried(false);
            }}
          >
            {t.again}
          </Button>
        </p>
      </Notice>
    );
  return (
    <div className="main-column">
      <Box
        title={t.import}
        right={
          <ButtonLink icon="download" href={`/api/registry/${kind}/export?format=xlsx`} download>
            {t.example}
          </ButtonLink>
        }
      >
        <div className="form">
          <SelectField
            label={t.kind}
            value={kind}
            onChange={(e) => go(hrefOf('exchange', [KIND_INFO[e.target.value as ThingKind].word]))}
          >
            {THING_KINDS.map((one) => (
              <option key={one} value={one}>
                {l.kinds[one]}
              </option>
            ))}
          </SelectField>
          <FileField
            label={t.file}
            hint={t.fileHint}
            error={file && !format ? t.notAFile : tried && !file ? t.noFile : undefined}
            accept=".csv,.txt,.xlsx,.geojson,.json"
            file={file}
            onFile={(next) => {
              setFile(next);
              setLooked(undefined);
            }}
          />
          {format !== 'geojson' && KIND_INFO[kind].shape !== 'none' && (
            <Choices<Crs>
              label={t.crs}
              name="crs"
              value={crs}
              onChange={(next) => {
                setCrs(next);
                setLooked(undefined);
              }}
              options={[
                { value: 'wgs84', label: t.wgs84 },
                { value: 'vn2000', label: t.vn2000 },
              ]}
            />
          )}
          {crs === 'vn2000' && format !== 'geojson' && (
            <MeridianField
              value={meridian}
              error={sending.failed?.problemWith('meridian')}
              onChange={(next) => {
                setMeridian(next);
                setLooked(undefined);
              }}
            />
          )}
          <div>
            <Button kind="go" icon="eye" busy={sending.busy && t.looking} onClick={look}>
              {t.look}
            </Button>
          </div>
          <Failed error={sending.failed} />
        </div>
      </Box>
      {looked && <ImportPreview kind={kind} answer={looked.answer} busy={sending.busy} onTake={() => take(looked)} />}
    </div>
  );
}

function MeridianField(props: { value: string; error: string | undefined; onChange(value: string): void }) {
  const { value, error, onChange } = props;
  const t = useExchangeWords();
  const lang = useLang();
  const meridians = useAsk<Meridians>('/api/registry/meridians').value;
  const suggested = meridians?.suggested ?? [];
  return (
    <SelectField
      label={t.meridian}
      hint={t.meridianHint}
      error={error}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    >
      <option value="">{suggested.length === 1 ? `${degrees(suggested[0]!, lang)} · ${t.meridianOwn}` : '—'}</option>
      {meridians?.provinces.flatMap(({ name, meridians: own }) =>
        own.map(({ of, degrees: at }) => (
          <option key={`${name} ${of}`} value={at}>
            {degrees(at, lang)} · {of === name ? name : `${of} (${name})`}
          </option>
        )),
      )}
    </SelectField>
  );
}

/** 105.75 → 105°45′ */
function degrees(value: number, lang: 'vi' | 'en'): string {
  const whole = Math.floor(value);
  return `${figure(whole, 0, lang)}°${String(Math.round((value - whole) * 60)).padStart(2, '0')}′`;
}
