import { sendJson } from '../../live/rest.js';
import { mayEverywhere } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { RecordFormView } from '../form/record-form.js';
import { useRecordForm } from '../form/use-record-form.js';
import { useFormWords } from '../form/words.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Failed } from '../parts/failed.js';
import { PageHead } from '../parts/page-head.js';
import { Remove } from '../parts/remove.js';
import { Tabs } from '../parts/tabs.js';
import { hrefOf } from '../route/address.js';
import { StateWords } from './people-list.js';
import { type KnownPerson, PEOPLE, personPath, usePerson } from './people-data.js';
import { usePersonSpecs } from './use-person-specs.js';
import { WaysIn } from './ways-in.js';
import { usePeopleWords } from './words.js';

const WAYS = 'dang-nhap';

export function PersonPage({ id, view }: { id: string; view: string | undefined }) {
  const t = usePeopleWords();
  const me = useMe();
  const answer = usePerson(id);
  const writes = mayEverywhere(me, 'people.write');
  const current = view === WAYS || !writes ? 'ways' : 'edit';
  const person = answer.value;
  return (
    <>
      <PageHead
        title={person?.name ?? id}
        back={{ href: hrefOf('people'), words: t.title }}
        lead={
          person && (
            <span className="page-facts">
              <code>{person.id}</code>
              <StateWords person={person} />
            </span>
          )
        }
      />
      {writes && (
        <Tabs
          label={t.views}
          current={current}
          tabs={[
            { id: 'edit', words: t.tabs.edit, href: hrefOf('people', [id]) },
            { id: 'ways', words: t.tabs.ways, href: hrefOf('people', [id, WAYS]) },
          ]}
        />
      )}
      <Answered answer={answer}>
        {(shown) => (current === 'edit' ? <Edit person={shown} /> : <WaysIn person={shown} />)}
      </Answered>
    </>
  );
}

function Edit({ person }: { person: KnownPerson }) {
  const t = usePeopleWords();
  const f = useFormWords();
  const sending = useSend();
  const form = useRecordForm({
    specs: usePersonSpecs(person.id),
    record: person,
    path: personPath(person.id),
    onSaved: () => {
      say(f.saved);
      askAgain(PEOPLE);
    },
  });
  const lock = (disabled: boolean) =>
    void sending.run(async () => {
      await sendJson('PATCH', personPath(person.id), { version: person.version, disabled });
      say(disabled ? t.locked : t.unlocked);
      askAgain(PEOPLE);
    });
  return (
    <div className="columns">
      <Box title={t.tabs.edit}>
        <RecordFormView key={person.version} form={form} />
      </Box>
      <div className="side-column">
        <Box title={person.disabled ? t.unlock : t.lock}>
          <p className="meta">{t.lockWhy}</p>
          <p>
            <Button
              kind={person.disabled ? 'line' : 'danger'}
              icon={person.disabled ? 'key' : 'lock'}
              busy={sending.busy && f.saving}
              onClick={() => lock(!person.disabled)}
            >
              {person.disabled ? t.unlock : t.lock}
            </Button>
          </p>
          <Failed error={sending.failed} />
        </Box>
        <Remove
          words={{ act: t.remove, title: t.removeTitle(person.name), why: t.removeWhy, done: t.removed }}
          remove={async () => {
            await sendJson('DELETE', `${personPath(person.id)}?version=${person.version}`);
            askAgain(PEOPLE);
          }}
          then={hrefOf('people')}
        />
      </div>
    </div>
  );
}
