import { type Thing, type ThingKind, THING_KINDS } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { SelectField } from '../../ui/field.js';
import { Empty } from '../../ui/notice.js';
import { go, Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { type ThingPage, thingsPath, useFewThings } from '../data/things.js';
import { useSettled } from '../data/use-settled.js';
import { Answered } from '../parts/answered.js';
import { HamletChoice } from '../parts/choice.js';
import { Pager } from '../parts/pager.js';
import { SearchInput } from '../parts/search-input.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { SourceItems } from '../sources/source-items.js';
import { KIND_INFO, NEW_THING } from './kinds.js';
import { detailOf } from './thing-detail.js';
import { useThingName } from './use-thing-name.js';
import { useLandWords } from './words.js';

const PER_PAGE = 50;
const WAIT_MS = 250;
const WITH_HAMLET: readonly ThingKind[] = ['site', 'block', 'plot', 'structure', 'source', 'smoke-source'];

/** What there is of a kind: searched and narrowed at the hub, page by page. */
export function ThingList({ kind, chosen, writes }: { kind: ThingKind; chosen: string | undefined; writes: boolean }) {
  const t = useLandWords();
  const lang = useLang();
  const nameOf = useThingName(kind);
  const [typed, setTyped] = useState('');
  const search = useSettled(typed, WAIT_MS);
  const [hamlet, setHamlet] = useState<string>();
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(0), [search]);
  const hamlets = useFewThings('hamlet', WITH_HAMLET.includes(kind)).value?.things ?? [];
  const own = kind !== 'source';
  const answer = useAsk<ThingPage<ThingKind>>(
    own ? thingsPath(kind, { search, hamlet, limit: PER_PAGE, offset }) : undefined,
  );
  const { word } = KIND_INFO[kind];
  const none = (
    <Empty icon={KIND_INFO[kind].icon} title={search || hamlet ? t.noneFound : t.none(t.one[kind])}>
      {!search && !hamlet && writes && (
        <>
          <p>{t.noneWhy}</p>
          <WayButton icon="upload" href={hrefOf('exchange', [word])}>
            {t.toImport}
          </WayButton>
        </>
      )}
    </Empty>
  );
  return (
    <section className="land-list" aria-label={t.kinds[kind]}>
      <SelectField
        label={t.kind}
        value={kind}
        onChange={(e) => go(hrefOf('land', [KIND_INFO[e.target.value as ThingKind].word]))}
      >
        {THING_KINDS.map((one) => (
          <option key={one} value={one}>
            {t.kinds[one]}
          </option>
        ))}
      </SelectField>
      <SearchInput label={t.search} value={typed} onSearch={setTyped} />
      {WITH_HAMLET.includes(kind) && (
        <HamletChoice
          value={hamlet}
          onChoose={(next) => {
            setHamlet(next);
            setOffset(0);
          }}
        />
      )}
      {writes && (
        <WayButton kind="go" icon="add" wide href={hrefOf('land', [word, NEW_THING])}>
          {t.add(t.one[kind])}
        </WayButton>
      )}
      {!own ? (
        <SourceItems
          search={search}
          hamlet={hamlet}
          chosen={chosen}
          empty={none}
          count={(total) => t.count(total, t.one[kind])}
        />
      ) : (
        <Answered answer={answer}>
          {({ things, total }) => (
            <>
              {things.length === 0 && none}
              {total > 0 && (
                <p className="list-count" role="status">
                  {t.count(total, t.one[kind])}
                </p>
              )}
              <ul className="land-items">
                {things.map((thing) => (
                  <li key={thing.id}>
                    <Way
                      href={hrefOf('land', [word, thing.id])}
                      aria-current={thing.id === chosen ? 'true' : undefined}
                    >
                      <b>{nameOf(thing as Thing)}</b>
                      <span className="meta">{detailOf(thing as Thing, nameOf(thing as Thing), lang, hamlets)}</span>
                    </Way>
                  </li>
                ))}
              </ul>
              <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
            </>
          )}
        </Answered>
      )}
    </section>
  );
}
