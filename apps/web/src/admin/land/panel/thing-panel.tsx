import type { Thing, ThingKind } from '#hub/contracts';
import { IconButton } from '../../../ui/button.js';
import { go } from '../../../ui/way.js';
import { useAsk } from '../../data/ask.js';
import { thingPath } from '../../data/things.js';
import { Answered } from '../../parts/answered.js';
import { Tabs } from '../../parts/tabs.js';
import { HistoryView } from '../../history/history-view.js';
import { hrefOf } from '../../route/address.js';
import { FILE_VIEW } from '../../sources/file-view.js';
import { SourceFileView } from '../../sources/source-file.js';
import { KIND_INFO } from '../kinds.js';
import { useThingName } from '../use-thing-name.js';
import { useThingSpecs } from '../use-thing-specs.js';
import { useLandWords } from '../words.js';
import type { PanelProps } from './panel-props.js';
import { Stays } from './stays.js';
import { ThingForm } from './thing-form.js';

const HISTORY = 'lich-su';
const DEVICES = 'thiet-bi';
/** What one kind has beside its form and its history. */
const OWN_VIEW: Partial<Record<ThingKind, string>> = { site: DEVICES, source: FILE_VIEW };

/** One thing: its form, who changed it, and what stood there. */
export function ThingPanel(props: PanelProps) {
  const { kind, id } = props;
  const t = useLandWords();
  const nameOf = useThingName(kind);
  const close = () => go(hrefOf('land', [KIND_INFO[kind].word]));
  const answer = useAsk<Thing>(id === undefined ? undefined : thingPath(kind, id));
  const title = answer.value ? nameOf(answer.value) : (id ?? t.add(t.one[kind]));
  return (
    <section className="land-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={t.close} onClick={close} />
      </header>
      {id === undefined ? (
        <ThingForm {...props} thing={undefined} />
      ) : (
        <Answered answer={answer}>{(thing) => <Opened {...props} id={id} thing={thing} />}</Answered>
      )}
    </section>
  );
}

function Opened(props: PanelProps & { id: string; thing: Thing }) {
  const { kind, id, view, thing } = props;
  const t = useLandWords();
  const specs = useThingSpecs(kind, false, thing);
  const { word } = KIND_INFO[kind];
  const ownView = OWN_VIEW[kind];
  const current = view === HISTORY ? HISTORY : ownView && view === ownView ? ownView : 'edit';
  return (
    <>
      <Tabs
        label={t.views}
        current={current}
        tabs={[
          ...(kind === 'source'
            ? [{ id: FILE_VIEW, words: t.tabs.file, href: hrefOf('land', [word, id, FILE_VIEW]) }]
            : []),
          { id: 'edit', words: t.tabs.edit, href: hrefOf('land', [word, id]) },
          ...(kind === 'site'
            ? [{ id: DEVICES, words: t.tabs.devices, href: hrefOf('land', [word, id, DEVICES]) }]
            : []),
          { id: HISTORY, words: t.tabs.history, href: hrefOf('land', [word, id, HISTORY]) },
        ]}
      />
      {current === 'edit' && <ThingForm {...props} />}
      {current === DEVICES && <Stays site={id} />}
      {current === FILE_VIEW && <SourceFileView id={id} />}
      {current === HISTORY && <HistoryView path={`${thingPath(kind, id)}/history`} specs={specs} />}
    </>
  );
}
