import './queue.css';
import { CAUSES, type Cause, SEVERITIES, type Severity } from '#hub/contracts';
import { type RefObject, useEffect, useRef } from 'react';
import { useLang } from '../../i18n/lang.js';
import { ServiceList, useOutOfService } from '../../service/service-list.js';
import { incidentWords } from '../../incidents/words.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import type { Desk } from '../use-desk.js';
import { useWords } from '../words/use-words.js';
import { isFiltered, NO_FILTERS, realOf, TABS } from './queue-model.js';
import { QueueRow } from './queue-row.js';

/** What there is to do, most urgent first. */
export function Queue({ desk, search }: { desk: Desk; search: RefObject<HTMLInputElement | null> }) {
  const t = useWords();
  const { tabs, tab, shown, filters, chosen, now } = desk;
  const list = useRef<HTMLUListElement>(null);
  const out = useOutOfService();
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <nav className="queue" aria-label={t.queue}>
      <div className="queue-tabs">
        {TABS.map((one) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => desk.setTab(one)}>
            {t.tabs[one]} <span className="num">{realOf(tabs[one]).length + (one === 'shelved' ? out.length : 0)}</span>
          </button>
        ))}
      </div>
      <QueueFilters desk={desk} search={search} />
      {tab === 'shelved' && out.length > 0 && (
        <section className="queue-service" aria-label={t.outOfService}>
          <h2>{t.outOfService}</h2>
          <ServiceList entries={out} />
        </section>
      )}
      {shown.length > 0 ? (
        <ul className="queue-list" ref={list}>
          {shown.map((incident) => (
            <QueueRow key={incident.id} incident={incident} chosen={incident.id === chosen} now={now} />
          ))}
        </ul>
      ) : (
        <div className="queue-empty">
          {isFiltered(filters) && tabs[tab].length > 0 ? (
            <>
              <p>{t.nothingFound}</p>
              <Button icon="close" onClick={() => desk.setFilters(NO_FILTERS)}>
                {t.clearFilters}
              </Button>
            </>
          ) : (
            desk.known && (
              <>
                <p>{tab === 'open' ? t.emptyOpen : tab === 'shelved' ? t.emptyShelved : t.emptyDone}</p>
                {tab === 'open' && <p className="meta">{t.emptyOpenWhy}</p>}
              </>
            )
          )}
        </div>
      )}
    </nav>
  );
}

function QueueFilters({ desk, search }: { desk: Desk; search: RefObject<HTMLInputElement | null> }) {
  const t = useWords();
  const words = incidentWords[useLang()];
  const { filters, setFilters } = desk;
  return (
    <div className="queue-filters" role="search">
      <label className="queue-search">
        <Icon name="search" />
        <span className="unseen">{t.search}</span>
        <input
          ref={search}
          type="search"
          placeholder={t.search}
          value={filters.search}
          onChange={(event) => setFilters({ ...filters, search: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setFilters({ ...filters, search: '' });
            event.currentTarget.blur();
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <select
        aria-label={t.cause}
        value={filters.cause ?? ''}
        onChange={({ target }) => setFilters({ ...filters, cause: (target.value || undefined) as Cause | undefined })}
      >
        <option value="">{t.allCauses}</option>
        {CAUSES.map((cause) => (
          <option key={cause} value={cause}>
            {words.causes[cause]}
          </option>
        ))}
      </select>
      <select
        aria-label={t.severity}
        value={filters.severity ?? ''}
        onChange={({ target }) =>
          setFilters({ ...filters, severity: (target.value || undefined) as Severity | undefined })
        }
      >
        <option value="">{t.allSeverities}</option>
        {SEVERITIES.slice(1).map((severity) => (
          <option key={severity} value={severity}>
            ≥ {words.severity[severity]}
          </option>
        ))}
      </select>
      <label className="queue-mine">
        <input
          type="checkbox"
          checked={filters.mine}
          onChange={({ target }) => setFilters({ ...filters, mine: target.checked })}
        />
        {t.mine}
      </label>
    </div>
  );
}
