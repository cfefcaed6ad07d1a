import { type Device, type DeviceProfile, type LatestValue, type Metric, METRICS } from '#hub/contracts';
import { withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { Table } from '../../ui/table.js';
import { useLive } from '../data/hub.js';
import { Ago } from '../parts/when.js';
import { useDeviceWords } from './words.js';

interface Row {
  metric: Metric;
  latest?: LatestValue | undefined;
}

/** Each metric that it should measure, and each that it sent besides: value, age, quality. */
export function DeviceValues({ device, profile }: { device: Device; profile: DeviceProfile | undefined }) {
  const t = useDeviceWords();
  const lang = useLang();
  const values = useLive((live) => live.latest.get(device.id));
  const silent = useLive((live) => live.presence.get(device.id)?.silentMetrics);
  const metrics = new Set([...Object.keys(profile?.metrics ?? {}), ...Object.keys(values ?? {})] as Metric[]);
  const rows: Row[] = [...metrics].map((metric) => ({ metric, latest: values?.[metric] }));
  return (
    <>
      {silent !== undefined && silent.length > 0 && (
        <p className="old-note">{t.silentMetrics(silent.map((metric) => METRICS[metric][lang]).join(', '))}</p>
      )}
      <Table
        caption={t.measured}
        rows={rows}
        keyOf={(row) => row.metric}
        empty={<p className="meta">{t.noMetrics}</p>}
        columns={[
          { id: 'metric', head: t.metric, cell: ({ metric }) => METRICS[metric][lang] },
          {
            id: 'value',
            head: t.value,
            num: true,
            cell: ({ metric, latest }) => (latest ? withUnit(metric, latest.value, lang) : '—'),
          },
          { id: 'age', head: t.age, cell: ({ latest }) => (latest ? <Ago at={latest.ts} /> : t.nothingYet) },
          {
            id: 'quality',
            head: t.quality,
            cell: ({ latest }) =>
              latest && (latest.quality ? <b className="graded">{t.qualities[latest.quality]}</b> : t.good),
          },
        ]}
      />
    </>
  );
}
