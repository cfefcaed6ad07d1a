import { METRICS, type Rule } from '#hub/contracts';
import { figure, withUnit } from '../../format/figures.js';
import { type Lang, useLang } from '../../i18n/lang.js';
import { Empty } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { hrefOf } from '../route/address.js';
import { RULES, type RulesAnswer } from './rule-data.js';
import { type RuleWords, useRuleWords } from './words.js';

export function RuleList() {
  const t = useRuleWords();
  const lang = useLang();
  const answer = useAsk<RulesAnswer>(RULES);
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Answered answer={answer}>
        {({ rules, titles }) => (
          <div className="card">
            <Table<Rule>
              caption={t.title}
              rows={rules}
              keyOf={({ id }) => id}
              empty={<Empty icon="bell" title={t.none} />}
              columns={[
                {
                  id: 'name',
                  head: t.name,
                  cell: ({ id }) => (
                    <Way href={hrefOf('rules', [id])}>
                      {titles[id]?.[lang] ?? id}
                      <span className="meta id">{id}</span>
                    </Way>
                  ),
                },
                {
                  id: 'severity',
                  head: t.severity,
                  cell: ({ severity, enabled }) => (
                    <span className="rule-severity">
                      <Severity kind={enabled ? severity : 'stale'} />
                      {enabled ? t.severities[severity] : t.off}
                    </span>
                  ),
                },
                {
                  id: 'watches',
                  head: t.watches,
                  cell: (rule) => (
                    <>
                      {watchedBy(rule, t, lang)}
                      {rule.water && <p className="meta">{t.surface}</p>}
                    </>
                  ),
                },
                { id: 'limit', head: t.limit, num: true, cell: (rule) => limitOf(rule, lang) },
                {
                  id: 'changed',
                  head: t.changed,
                  minor: true,
                  cell: ({ version, demo }) => (version ? t.changed : demo ? t.demo : t.asCame),
                },
              ]}
            />
          </div>
        )}
      </Answered>
    </>
  );
}

const watchedBy = (rule: Rule, t: RuleWords, lang: Lang): string =>
  'metric' in rule ? `${METRICS[rule.metric][lang]}: ${t.types[rule.type]}` : t.types[rule.type];

/** The figure that a rule turns on. */
export function limitOf(rule: Rule, lang: Lang): string {
  switch (rule.type) {
    case 'threshold':
      return `${rule.direction === 'above' ? '>' : '<'} ${withUnit(rule.metric, rule.limit, lang)}`;
    case 'rate':
      return `${rule.direction === 'rise' ? '+' : '−'}${withUnit(rule.metric, rule.change, lang)}`;
    case 'neighbours':
      return `+${withUnit(rule.metric, rule.excess, lang)}`;
    case 'silence':
      return `× ${figure(rule.intervals, 0, lang)}`;
    case 'event':
      return `× ${figure(rule.count, 0, lang)}`;
    case 'offline':
      return '';
  }
}
