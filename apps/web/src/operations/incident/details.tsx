import {
  type Alert,
  type Device,
  type FindingCase,
  type Incident,
  isMetric,
  type Metric,
  METRICS,
} from '#hub/contracts';
import { useAsk } from '../../admin/data/ask.js';
import { useLive } from '../../admin/data/hub.js';
import { Facts } from '../../admin/parts/facts.js';
import { Ago } from '../../admin/parts/when.js';
import { titleOf } from '../../incidents/incident.js';
import { withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { ServiceDialog } from '../../service/service-dialog.js';
import { ServiceList, useOutOfService } from '../../service/service-list.js';
import { useServiceWords } from '../../service/words.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { TrustList } from '../../trust/trust-list.js';
import { useTrustOf } from '../../trust/use-trust.js';
import { useTrustWords } from '../../trust/words.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Severity } from '../../ui/severity.js';
import { broadcastOf } from '../address.js';
import { useWords } from '../words/use-words.js';
import { Cameras } from './cameras.js';
import './finding/finding.css';
import { SuspectedPlace } from './finding/suspected-place.js';
import { Traced } from './finding/traced.js';
import { Exceeded } from './finding/exceeded.js';
import { fileHref } from './finding/use-case.js';
import { Why } from './finding/why.js';
import { useFindingWords } from './finding/words.js';
import { Share } from './share.js';
import { useState } from 'react';

interface RuleSource {
  id: string;
  source: string;
}
/** Lines of an incident's alerts; of eighty the others are counted. */
const MOST_ALERTS = 8;

/** What stands beside an incident: cameras, the box that measured it, its alerts, and the way to tell others. */
export function Details(props: {
  incident: Incident;
  alerts: readonly Alert[];
  devices: readonly Device[];
  found: FindingCase | undefined;
}) {
  const { incident, alerts, devices, found } = props;
  const t = useWords();
  const words = useFindingWords();
  const lang = useLang();
  const me = useMe();
  const trust = useTrustWords();
  const probes = useTrustOf(incident.target)?.probes ?? [];
  const device = devices.find(({ id }) => id === incident.target);
  const lead = alerts.find(({ id }) => id === incident.lead) ?? alerts[0];
  const presence = useLive((live) => live.presence.get(incident.target));
  const latest = useLive((live) => live.latest.get(incident.target));
  // presence is told when it changes, values as they come
  const heard = [presence?.lastSeen, ...Object.values(latest ?? {}).map(({ received }) => received)];
  const lastPacket = Math.max(...heard.filter((at) => at !== undefined));
  const rules = useAsk<{ rules: RuleSource[] }>(may(me, 'rules.read') ? '/api/rules' : undefined).value?.rules;
  const rule = rules?.find(({ id }) => id === lead?.rule);
  const { metric, value, peak } = lead?.facts ?? {};
  const say = (figure: number | undefined) =>
    metric !== undefined && isMetric(metric) && figure !== undefined ? withUnit(metric, figure, lang) : undefined;
  /** What it measures now; where that is not known, what the alert said, and when. */
  const now = (name: Metric, told: number) => {
    const measured = latest?.[name];
    const [figure, at] = measured ? [measured.value, measured.ts] : [told, lead!.updatedAt];
    return (
      <>
        {say(figure)} · <Ago at={at} />
      </>
    );
  };
  const explained = ({ suppressed }: Alert) => {
    if (suppressed?.by !== incident.id) return t.suppressed;
    return incident.cause === 'outage' ? t.suppressedBy(titleOf(incident, lang)) : t.flaps;
  };
  return (
    <aside className="details" aria-label={t.details}>
      {found?.finding.kind === 'exceedance' ? (
        <Exceeded of={found} finding={found.finding} />
      ) : (
        found && <Why of={found} />
      )}
      {may(me, 'cameras.watch') && <Cameras at={device} devices={devices} of={found} />}
      {found?.finding.kind === 'burning' && <SuspectedPlace incident={incident} of={found} finding={found.finding} />}
      {found?.finding.kind === 'discharge' && <Traced of={found} />}
      <section className="desk-part" aria-label={t.station}>
        <h2>{device?.name ?? t.station}</h2>
        <Facts
          facts={[
            [t.place, incident.text.place],
            lastPacket > 0 && [t.lastPacket, <Ago key="ago" at={lastPacket} />],
            metric !== undefined &&
              isMetric(metric) &&
              value !== undefined && [METRICS[metric][lang], now(metric, value)],
            peak !== undefined && [t.peak, say(peak)],
          ]}
        />
        {rule && (
          <p className="meta">
            {t.source}: {rule.source}
          </p>
        )}
        {lead && <Service device={lead.target} rule={lead.rule} />}
      </section>
      {probes.length > 0 && (
        <section className="desk-part" aria-label={trust.title}>
          <h2>{trust.title}</h2>
          <TrustList probes={probes} />
        </section>
      )}
      {alerts.length > 1 && (
        <section className="desk-part" aria-label={t.others(incident.counts.alerts)}>
          <h2>{t.others(incident.counts.alerts)}</h2>
          <ul className="others">
            {alerts.slice(0, MOST_ALERTS).map((alert) => (
              <li key={alert.id}>
                <Severity
                  kind={alert.severity}
                  life={
                    alert.state === 'unacknowledged'
                      ? 'active'
                      : alert.state === 'acknowledged'
                        ? 'accepted'
                        : 'returned'
                  }
                />
                <span>
                  {devices.find(({ id }) => id === alert.target)?.name ?? alert.text.place}
                  {alert.doubted && <span className="meta"> · {t.doubtedBox}</span>}
                  {alert.suppressed && <span className="meta"> · {explained(alert)}</span>}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="tell-others">
        {may(me, 'broadcasts.write') && (
          <ButtonLink wide icon="sound" href={broadcastOf(incident.id)}>
            {t.broadcast}
          </ButtonLink>
        )}
        <Share incident={incident} />
        {found && (
          <>
            <ButtonLink wide icon="download" href={fileHref(incident, lang)} target="_blank">
              {words.file}
            </ButtonLink>
            <p className="meta">{words.fileHint}</p>
          </>
        )}
      </div>
    </aside>
  );
}

/** What is not watched on the device that it is about, and the way to put more out of service. */
function Service({ device, rule }: { device: string; rule: string }) {
  const t = useServiceWords();
  const me = useMe();
  const entries = useOutOfService(device);
  const [open, setOpen] = useState(false);
  const out = entries.some((entry) => entry.rule === undefined || entry.rule === rule);
  return (
    <>
      {entries.length > 0 && (
        <>
          <h3>{t.title}</h3>
          <ServiceList entries={entries} named />
        </>
      )}
      {!out && may(me, 'alerts.manage') && (
        <Button kind="quiet" icon="close" onClick={() => setOpen(true)}>
          {t.send}
        </Button>
      )}
      {open && <ServiceDialog device={device} rule={rule} onClose={() => setOpen(false)} />}
    </>
  );
}
