import './profiles.css';
import type { DeviceProfile } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { sendJson } from '../../live/rest.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { go, Way } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { PROFILES, useDevices, useProfiles } from '../data/devices.js';
import { RecordFormView } from '../form/record-form.js';
import { slugFor } from '../form/slug.js';
import { useRecordForm } from '../form/use-record-form.js';
import { useFormWords } from '../form/words.js';
import { HistoryView } from '../history/history-view.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { PageHead } from '../parts/page-head.js';
import { Remove } from '../parts/remove.js';
import { Tabs } from '../parts/tabs.js';
import { WayButton } from '../parts/way-button.js';
import { type Address, hrefOf } from '../route/address.js';
import { useProfileSpecs } from './use-profile-specs.js';
import { useProfileWords } from './words.js';

const HISTORY = 'lich-su';
const COPY = 'chep';
const pathOf = (id: string) => `${PROFILES}/${encodeURIComponent(id)}`;

export default function Profiles({ address }: { address: Address }) {
  const [id, view] = address.steps;
  if (id === undefined) return <ProfileList />;
  if (id === '+') return <ProfileAdd copyOf={address.query.get(COPY) ?? undefined} />;
  return <ProfilePage key={id} id={id} view={view} />;
}

function ProfileList() {
  const t = useProfileWords();
  const lang = useLang();
  const answer = useProfiles();
  const devices = useDevices().value?.devices ?? [];
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <WayButton kind="go" icon="add" href={hrefOf('profiles', ['+'])}>
            {t.add}
          </WayButton>
        }
      />
      <Answered answer={answer}>
        {({ profiles }) => (
          <div className="card">
            <Table<DeviceProfile>
              caption={t.title}
              rows={profiles}
              keyOf={({ id }) => id}
              empty={<Empty icon="list" title={t.none} />}
              columns={[
                {
                  id: 'name',
                  head: t.name,
                  cell: (profile) => (
                    <Way href={hrefOf('profiles', [profile.id])}>
                      {profile[lang]}
                      <span className="meta id">{profile.id}</span>
                    </Way>
                  ),
                },
                { id: 'kind', head: t.kind, cell: ({ kind }) => t.kinds[kind] },
                {
                  id: 'interval',
                  head: t.interval,
                  num: true,
                  cell: ({ intervalMs }) => String(Number((intervalMs / 60_000).toFixed(2))).replace('.', ','),
                },
                { id: 'metrics', head: t.metrics, num: true, cell: ({ metrics }) => Object.keys(metrics).length },
                {
                  id: 'devices',
                  head: t.devices,
                  num: true,
                  cell: ({ id }) => (
                    <Way href={hrefOf('devices', [], { loai: id })}>
                      {devices.filter((device) => device.profile === id).length}
                    </Way>
                  ),
                },
              ]}
            />
          </div>
        )}
      </Answered>
    </>
  );
}

function ProfileAdd({ copyOf }: { copyOf: string | undefined }) {
  const answer = useAsk<DeviceProfile>(copyOf === undefined ? undefined : pathOf(copyOf));
  if (copyOf === undefined) return <AddForm first={{ kind: 'generic', metrics: {} }} />;
  return (
    <Answered answer={answer}>
      {({ id: _id, version: _version, vi, en, ...rest }) => (
        <AddForm first={{ ...rest, vi: `${vi} 2`, en: `${en} 2` }} />
      )}
    </Answered>
  );
}

function AddForm({ first }: { first: Partial<DeviceProfile> }) {
  const t = useProfileWords();
  const form = useRecordForm({
    specs: useProfileSpecs(true),
    record: first,
    derive: slugFor('vi', 'id'),
    send: (_, body) => sendJson('PUT', pathOf(String(body['id'])), { metrics: {}, ...body }),
    onSaved: (answer) => {
      askAgain(PROFILES);
      go(hrefOf('profiles', [answer['id'] as string]));
    },
  });
  return (
    <>
      <PageHead title={t.add} back={{ href: hrefOf('profiles'), words: t.title }} />
      <RecordFormView form={form} adding />
    </>
  );
}

function ProfilePage({ id, view }: { id: string; view: string | undefined }) {
  const t = useProfileWords();
  const lang = useLang();
  const answer = useAsk<DeviceProfile>(pathOf(id));
  const specs = useProfileSpecs(false);
  return (
    <>
      <PageHead
        title={answer.value?.[lang] ?? id}
        back={{ href: hrefOf('profiles'), words: t.title }}
        lead={<code>{id}</code>}
        actions={
          <WayButton icon="copy" href={hrefOf('profiles', ['+'], { [COPY]: id })}>
            {t.copy}
          </WayButton>
        }
      />
      <Tabs
        label={t.views}
        current={view === HISTORY ? HISTORY : 'edit'}
        tabs={[
          { id: 'edit', words: t.edit, href: hrefOf('profiles', [id]) },
          { id: HISTORY, words: t.history, href: hrefOf('profiles', [id, HISTORY]) },
        ]}
      />
      {view === HISTORY ? (
        <Box title={t.history}>
          <HistoryView path={`${pathOf(id)}/history`} specs={specs} />
        </Box>
      ) : (
        <Answered answer={answer}>{(profile) => <EditForm profile={profile} />}</Answered>
      )}
    </>
  );
}

function EditForm({ profile }: { profile: DeviceProfile }) {
  const t = useProfileWords();
  const f = useFormWords();
  const lang = useLang();
  const form = useRecordForm({
    specs: useProfileSpecs(false),
    record: profile,
    path: pathOf(profile.id),
    // a profile is put in its place as a whole
    send: (_, patch) => sendJson('PUT', pathOf(profile.id), whole(profile, patch)),
    onSaved: () => {
      say(f.saved);
      askAgain(PROFILES);
    },
  });
  return (
    <div className="columns">
      <Box title={t.edit}>
        <RecordFormView form={form} />
      </Box>
      <div className="side-column">
        <Remove
          words={{ act: t.remove, title: t.removeTitle(profile[lang]), why: t.removeWhy, done: t.removed }}
          remove={async () => {
            await sendJson('DELETE', `${pathOf(profile.id)}?version=${profile.version ?? 1}`);
            askAgain(PROFILES);
          }}
          then={hrefOf('profiles')}
        />
      </div>
    </div>
  );
}

/** What was emptied is left out. */
const whole = (profile: DeviceProfile, patch: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries({ ...profile, ...patch }).filter(([, value]) => value !== null));
