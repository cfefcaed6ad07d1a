import type { Advice, FarmNotice } from '#hub/contracts';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import { smsName } from '../words/advice-words.js';
import { timeWords, type Voice } from '../words/figures.js';
import { type AllTemplates, fill, TONGUES } from '../words/templates.js';
import type { FoulWater } from './foul-water.js';

type Both = { vi: string; en: string };
type Words = Pick<FarmNotice, 'title' | 'body' | 'sms'>;
/** What the words are made with: the texts, and now. */
export interface Telling {
  templates: AllTemplates;
  now: number;
}
/** Somebody's plots by their names. */
interface Plots {
  names: Both[];
  /** Of a keeper: his block, and its gates. */
  block?: { name: string; gates: readonly string[] };
}

/** So many plots stand in one message by name. */
const NAMED = 5;

const voices = ({ templates, now }: Telling): Voice[] =>
  TONGUES.map((tongue) => ({ tongue, templates: templates[tongue], now }));
const both = (telling: Telling, of: (voice: Voice) => string): Both => {
  const [vi, en] = voices(telling).map(of);
  return { vi: vi!, en: en! };
};

function untilWords({ until }: FoulWater, voice: Voice): string {
  const { discharge } = voice.templates;
  return until === undefined ? discharge.untilTold : fill(discharge.until, { until: timeWords(until, voice) })!;
}
const figuresOf = (foul: FoulWater, voice: Voice) => ({
  canal: foul.canal ?? voice.templates.discharge.canal,
  at: timeWords(foul.at, voice),
  until: untilWords(foul, voice),
});

/** As a plot is advised while foul water is on its way: whatever the field needs, and whatever was advised before. */
export function foulAdvice(advice: Advice, foul: FoulWater, plotName: Both, telling: Telling): Advice {
  const { hours: _, m3: __, before: ___, turn: ____, readTube: _____, ...known } = advice;
  const template = foul.at > telling.now ? 'coming' : 'there';
  const why = both(telling, (voice) => `${fill(voice.templates.discharge[template], figuresOf(foul, voice))!}.`);
  return {
    ...known,
    ...{ at: telling.now, verdict: 'no-intake', urgent: true, foul, why },
    sms: warningWords(foul, { names: [plotName] }, telling).sms,
    spoken: both(telling, (voice) => {
      const spoken = { ...voice, spoken: true };
      const sentence = fill(voice.templates.discharge[template], figuresOf(foul, spoken))!;
      return `${plotName[voice.tongue]}. ${voice.templates.verdicts['no-intake']!}. ${sentence}.`;
    }),
  };
}

/** The warning: who is concerned, from which canal, until when, and when it gets there. */
export function warningWords(foul: FoulWater, plots: Plots, telling: Telling): Words {
  const { block } = plots;
  const sentence = (voice: Voice, names: string, canal = figuresOf(foul, voice).canal) => {
    const { discharge: t } = voice.templates;
    const { at, until } = figuresOf(foul, voice);
    const comes = fill(foul.at > telling.now ? t.comes : t.came, { at });
    return fill(t.told, { plots: names, canal, until, comes })!;
  };
  const gates = (voice: Voice) =>
    block && block.gates.length > 0
      ? ` ${fill(voice.templates.discharge.gates, { gates: block.gates.join(', ') })!}`
      : '';
  return {
    title: both(telling, ({ templates: { discharge: t } }) =>
      block ? fill(t.titleKeeper, { block: block.name })! : t.title,
    ),
    body: both(telling, (voice) => sentence(voice, namesOf(plots, voice)) + gates(voice)),
    sms: shortened(plots, telling, [
      (voice, names) => sentence(voice, names) + gates(voice),
      (voice, names) => sentence(voice, names),
      (voice, names) => sentence(voice, names, voice.templates.discharge.canal),
    ]),
  };
}

/** What ends the warning: it is past, it was none, or nobody can say because the station is silent. */
export function allClearWords(why: 'over' | 'denied' | 'lost', plots: Plots, telling: Telling): Words {
  const sentence = (voice: Voice, names: string) => fill(voice.templates.discharge[why], { plots: names })!;
  return {
    title: both(telling, ({ templates: { discharge: t } }) => (why === 'lost' ? t.lostTitle : t.overTitle)),
    body: both(telling, (voice) => sentence(voice, namesOf(plots, voice))),
    sms: shortened(plots, telling, [sentence]),
  };
}

const countOf = ({ names }: Plots, { templates }: Voice) =>
  fill(templates.discharge.plots, { count: `${names.length}` })!;
const namesOf = (plots: Plots, voice: Voice): string =>
  plots.names.length > NAMED
    ? countOf(plots, voice)
    : plots.names.map((name) => smsName(name, voice.tongue)).join(', ');

/** The longest that is one text message: with names, then with how many there are; what is left out is left out in this order. */
function shortened(plots: Plots, telling: Telling, ways: readonly ((voice: Voice, names: string) => string)[]): string {
  const [vi] = voices(telling) as [Voice];
  const all = ways.flatMap((way) => [namesOf(plots, vi), countOf(plots, vi)].map((names) => plain(way(vi, names))));
  return all.find((text) => text.length <= SMS_LENGTH) ?? all.at(-1)!.slice(0, SMS_LENGTH);
}
