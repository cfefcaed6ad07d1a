import './rules.css';
import type { Rule } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { sendJson } from '../../live/rest.js';
import { useMe } from '../../session/use-me.js';
import { may } from '../../session/me.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/notice.js';
import { say } from '../../ui/toast.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { fromInput, patchOf, problemsIn } from '../form/draft.js';
import { RecordFormView } from '../form/record-form.js';
import type { Fields } from '../form/spec.js';
import { useRecordForm } from '../form/use-record-form.js';
import { useFormWords } from '../form/words.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Confirm } from '../parts/confirm.js';
import { PageHead } from '../parts/page-head.js';
import { Tabs } from '../parts/tabs.js';
import { type Address, hrefOf } from '../route/address.js';
import { BackTest } from './back-test.js';
import { Changes } from './changes.js';
import { levelProblems } from './levels.js';
import { changeOf, pathOf, type RuleAnswer, RULES } from './rule-data.js';
import { limitOf, RuleList } from './rule-list.js';
import { RulePreview } from './rule-preview.js';
import { useRuleSpecs } from './use-rule-specs.js';
import { useRuleWords } from './words.js';

const HISTORY = 'lich-su';

export default function Rules({ address }: { address: Address }) {
  const [id, view] = address.steps;
  return id === undefined ? <RuleList /> : <RulePage key={id} id={id} view={view} />;
}

function RulePage({ id, view }: { id: string; view: string | undefined }) {
  const t = useRuleWords();
  const lang = useLang();
  // the history is a moment behind what was saved
  const answer = useAsk<RuleAnswer>(pathOf(id), 3000);
  return (
    <>
      <PageHead
        title={answer.value?.title[lang] ?? id}
        back={{ href: hrefOf('rules'), words: t.title }}
        lead={<code>{id}</code>}
      />
      <Tabs
        label={t.views}
        current={view === HISTORY ? HISTORY : 'edit'}
        tabs={[
          { id: 'edit', words: t.edit, href: hrefOf('rules', [id]) },
          {
            id: HISTORY,
            words: t.history,
            href: hrefOf('rules', [id, HISTORY]),
            count: answer.value?.changes.length ?? 0,
          },
        ]}
      />
      <Answered answer={answer}>
        {(known) => (view === HISTORY ? <Changes known={known} /> : <Edit known={known} />)}
      </Answered>
    </>
  );
}

function Edit({ known: { rule, came } }: { known: RuleAnswer }) {
  const t = useRuleWords();
  const f = useFormWords();
  const specs = useRuleSpecs(rule);
  const mayChange = may(useMe(), 'rules.write');
  const check = (inputs: Fields) =>
    levelProblems(rule, Object.fromEntries(specs.map((spec) => [spec.name, fromInput(spec, inputs[spec.name])])), t);
  const form = useRecordForm({
    specs,
    check,
    record: rule as unknown as Fields,
    path: pathOf(rule.id),
    send: async (_, { note, ...patch }) =>
      (await sendJson<Rule>('PUT', pathOf(rule.id), {
        ...{ version: rule.version ?? 0, change: changeOf(came, rule, patch), note },
      })) as unknown as Fields,
    onSaved: () => {
      say(t.saved);
      askAgain(RULES);
    },
  });
  const { note: _, ...patch } = patchOf(specs, rule as unknown as Fields, form.inputs);
  const change = changeOf(came, rule, patch);
  const { note: __, ...problems } = { ...check(form.inputs), ...problemsIn(specs, form.inputs, f) };
  const wrong = Object.keys(problems).length > 0;
  const labels = Object.fromEntries(specs.map(({ name, label }) => [name, label]));
  const draft = wrong ? rule : ({ ...rule, ...withoutNull(patch) } as Rule);
  return (
    <div className="rule-page">
      <Box title={t.edit} right={rule.version && mayChange ? <Reset rule={rule} /> : undefined}>
        {mayChange ? <RecordFormView form={form} /> : <LookOnly rule={rule} />}
      </Box>
      <div className="side-column">
        <RulePreview draft={draft} />
        {mayChange && <BackTest rule={rule} change={change} wrong={wrong} labels={labels} />}
      </div>
    </div>
  );
}

const withoutNull = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

function LookOnly({ rule }: { rule: Rule }) {
  const t = useRuleWords();
  const lang = useLang();
  return (
    <>
      <Notice kind="info" title={t.lookOnly} />
      <dl className="facts">
        <div>
          <dt>{t.limit}</dt>
          <dd className="num">{limitOf(rule, lang)}</dd>
        </div>
        <div>
          <dt>{t.severity}</dt>
          <dd>{t.severities[rule.severity]}</dd>
        </div>
        <div>
          <dt>{t.source}</dt>
          <dd>{rule.source}</dd>
        </div>
        <div>
          <dt>{t.evidence}</dt>
          <dd>{t.evidences[rule.evidence]}</dd>
        </div>
      </dl>
    </>
  );
}

/** Takes back what people changed. */
function Reset({ rule }: { rule: Rule }) {
  const t = useRuleWords();
  const sending = useSend();
  const [asked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  const reset = () =>
    sending.run(async () => {
      await sendJson('PUT', pathOf(rule.id), { version: rule.version ?? 0, note: note.trim() });
      say(t.saved);
      setAsked(false);
      askAgain(RULES);
    });
  return (
    <>
      <Button icon="undo" onClick={() => setAsked(true)}>
        {t.reset}
      </Button>
      {asked && (
        <Confirm
          title={t.resetTitle}
          act={t.reset}
          sending={sending}
          off={!note.trim() && t.note}
          onAct={() => void reset()}
          onClose={() => {
            sending.clear();
            setAsked(false);
          }}
        >
          <p>{t.resetWhy}</p>
          <TextField label={t.note} hint={t.noteHint} value={note} onChange={(e) => setNote(e.target.value)} />
        </Confirm>
      )}
    </>
  );
}
