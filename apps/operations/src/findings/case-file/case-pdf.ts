import type { Area, CaseOwner, FindingCase, Incident, MapFeature } from '#hub/contracts';
import { keptSince, METRICS, plotName, shareWords, SMOKE_SOURCE_TYPES } from '#hub/contracts';
import { limitName, sideOf } from '#hub/water';
import { bytesOf, mm, newPdf } from '../../pdf/lettering.js';
import { type Curve, drawCurve } from './draw-curves.js';
import { drawMap, type Spot } from './draw-map.js';
import type { CaseLine } from './lines.js';
import { FAINT, PAGE, Pages } from './page.js';
import { CASE_WORDS, type CaseWords, decimal, hourOf, type Lang, whenOf } from './words.js';

export interface CaseFile {
  lang: Lang;
  commune: string;
  incident: Incident;
  case: FindingCase;
  features: readonly MapFeature[];
  /** Stations; of a discharge its sources and gates as well. */
  spots: readonly Spot[];
  /** Outlines of the plots that it may be, or that a discharge gets to. */
  plots: readonly Area[];
  /** What the stations measured. */
  curves: readonly Curve[];
  timeline: readonly CaseLine[];
  /** JPEGs of the incident. */
  photos: readonly Buffer[];
  /** Who looked at the case, and when. */
  looks: readonly { name: string; at: number }[];
  now: number;
}
type Section = (pages: Pages, file: CaseFile, t: CaseWords) => void;

/** In this order: what it is and why, where, what was measured, what may be there, what was done. */
const SECTIONS: readonly Section[] = [
  head,
  reasons,
  map,
  waterMap,
  curves,
  wind,
  zones,
  smokeSources,
  plots,
  sources,
  arrivals,
  gates,
  outlet,
  cameras,
  timeline,
  photos,
  looks,
];

/** A case as a PDF for whoever goes there and looks. */
export async function casePdf(file: CaseFile): Promise<Buffer> {
  const { incident, case: own, commune, now, lang } = file;
  const t = CASE_WORDS[lang];
  const pdf = await newPdf(t.title);
  const bytes = bytesOf(pdf);
  const pages = new Pages(pdf, {
    warning: t.warning,
    marks: [
      ...(incident.simulated || own.finding.simulated ? [t.simulated] : []),
      ...(incident.drill ? [t.drill] : []),
    ],
    foot: t.foot(commune, whenOf(now)),
    page: t.page,
  });
  for (const section of SECTIONS) section(pages, file, t);
  return bytes.ended();
}

function head(pages: Pages, { incident, lang, case: { finding } }: CaseFile, t: CaseWords): void {
  const { text, verdict, assigned } = incident;
  pages.text(lang === 'vi' ? text.title : text.titleEn, { weight: 700, size: 17 });
  pages.text(text.place, { size: 11 });
  pages.text(t.from(whenOf(finding.startedAt), endWords(finding, t)), { size: 11 });
  pages.text(lang === 'vi' ? text.sentence : text.sentenceEn, { size: 11 });
  if (assigned) pages.text(t.assigned(assigned.name), { size: 11 });
  if (verdict) pages.text(t.verdict(verdictOf(verdict, t), verdict.by, whenOf(verdict.at)), { size: 11, weight: 700 });
}

function endWords(finding: FindingCase['finding'], t: CaseWords): string {
  if (finding.endedAt === undefined) return t.goesOn;
  const isLost = finding.kind === 'discharge' && finding.lost;
  return (isLost ? t.lostSince : t.until)(whenOf(finding.endedAt));
}

const verdictOf = ({ kind, cause }: NonNullable<Incident['verdict']>, t: CaseWords): string =>
  kind === 'resolved' ? t.changes['resolved']! : cause ? t.falseOf(t.falseCauses[cause]) : t.changes['marked-false']!;

function reasons(pages: Pages, { case: { finding, reasons: list, where }, lang }: CaseFile, t: CaseWords): void {
  const isOutlet = finding.kind === 'exceedance';
  pages.title(isOutlet ? t.exceeded[sideOf(finding.worst.value, finding.limit)] : t.why(Math.round(finding.score)));
  for (const { points, of, figures, [lang]: said } of list) {
    const most = of === undefined ? '' : `/${decimal(of, 0, lang)}`;
    // what was not measured earned nothing, and is not a measured nought
    const earned = points === 0 && figures === undefined ? '–' : decimal(points ?? 0, 0, lang);
    pages.row([said, points === undefined ? '' : `${earned}${most}`], [0, 160]);
  }
  for (const said of where) pages.text(said[lang], { colour: FAINT });
}

const MAP = { height: 92 };
function map(pages: Pages, { case: { finding }, features, spots, plots: fields, lang }: CaseFile, t: CaseWords): void {
  if (finding.kind !== 'burning') return;
  const { where } = finding;
  pages.title(t.area, where ? MAP.height + 8 : 8);
  if (!where) return pages.text(t.noArea);
  drawMap(pages.pdf, { area: where.area, plots: fields, spots }, features, { y: pages.y, ...MAP });
  pages.y += MAP.height + 2;
  const [lon, lat] = where.best;
  const since = keptSince(finding);
  if (since !== undefined) pages.text(t.areaOf(whenOf(since)));
  pages.text(t.areaSays(decimal(where.km2, 2, lang), `${lat.toFixed(5)}, ${lon.toFixed(5)}`));
}

function waterMap(pages: Pages, { case: { finding }, features, spots, plots: fields }: CaseFile, t: CaseWords): void {
  if (finding.kind !== 'discharge' || spots.length === 0) return;
  pages.title(t.waterMap, MAP.height + 2);
  drawMap(pages.pdf, { plots: fields, spots }, features, { y: pages.y, ...MAP });
  pages.y += MAP.height + 2;
}

const CURVE = { height: 32, whole: 46 };
function curves(pages: Pages, { case: { finding, names }, curves: list, lang }: CaseFile, t: CaseWords): void {
  const drawn = list.filter(({ points }) => points.length > 0);
  if (drawn.length === 0) return;
  const station = names[finding.target] ?? finding.target;
  pages.title(finding.kind === 'discharge' ? t.waterCurves(station) : t.curves, CURVE.whole);
  for (const curve of drawn) {
    pages.room(CURVE.whole);
    const box = { y: pages.y + 4, height: CURVE.height };
    drawCurve(pages.pdf, curve, box, (value, digits) => decimal(value, digits, lang));
    pages.y += CURVE.whole;
  }
}

function wind(pages: Pages, { case: { finding }, lang }: CaseFile, t: CaseWords): void {
  if (finding.kind !== 'burning') return;
  pages.title(t.wind);
  if (finding.wind.length === 0) return pages.text(t.noWind);
  for (const { at, from, speed } of finding.wind.slice(-12)) {
    const name = t.winds[Math.round(from / 45) % 8]!;
    pages.row([hourOf(at), t.windFrom(name, Math.round(from)), `${decimal(speed, 1, lang)} m/s`], [0, 30, 90]);
  }
}

function zones(pages: Pages, { case: { zones: list, zonesSource }, lang }: CaseFile, t: CaseWords): void {
  if (list.length === 0) return;
  pages.title(t.zones);
  for (const { withinM, state, metres = 0, name, [lang]: zone } of list) {
    const far = t.zoneFar(metres, name);
    const said = {
      touched: t.zoneTouched(withinM, far),
      clear: t.zoneClear(withinM, far),
      unmapped: t.zoneUnmapped,
    }[state];
    pages.row([zone, said], [0, 60]);
  }
  pages.text(zonesSource[lang], { size: 8, colour: FAINT });
}

function smokeSources(pages: Pages, { case: { smokeSources: list }, lang }: CaseFile, t: CaseWords): void {
  if (list.length === 0) return;
  pages.title(t.smokeSources);
  for (const { name, type, metres } of list)
    pages.row([name, SMOKE_SOURCE_TYPES[type][lang], t.far(metres)], [0, 70, 130]);
}

/** Name and telephone number, each "—" where it is not known or not shown. */
const called = (owner: CaseOwner | undefined): [string, string] => [owner?.name ?? '—', owner?.phone ?? '—'];

/** As the land register has it; its owner's name for it is beside it. */
const registered = (id: string, lang: Lang): string => plotName({ id }, lang);

function plots(pages: Pages, file: CaseFile, t: CaseWords): void {
  const { finding, plots: list, plotsInAll, outside = 0, detailed } = file.case;
  if (finding.kind !== 'burning') return;
  pages.title(t.plots);
  if (!detailed) return pages.text(t.plotsHidden);
  if (outside > 0) pages.text(t.outside(shareWords(outside)));
  if (list.length === 0) return pages.text(t.noPlots);
  const columns = [0, 8, 38, 66, 96, 114, 152];
  pages.row(t.plotColumns, columns, 700);
  list.forEach(({ plot, ownName, stage, share, owner }, i) => {
    const likely = shareWords(share);
    pages.row(
      [String(i + 1), registered(plot, file.lang), ownName ?? '—', t.stages[stage], likely, ...called(owner)],
      columns,
    );
  });
  if (plotsInAll > list.length) pages.text(t.morePlots(plotsInAll - list.length));
}

function sources(pages: Pages, { case: { finding, sources: list, detailed }, lang }: CaseFile, t: CaseWords): void {
  if (finding.kind !== 'discharge') return;
  pages.title(t.sources);
  if (!detailed) return pages.text(t.sourcesHidden);
  if (list.length === 0) return pages.text(t.noSources);
  list.forEach(({ name, share, minutes, reasons: why, owner }, i) => {
    const said = [shareWords(share), t.flows(Math.round(minutes))];
    if (owner !== undefined) said.push(t.ownerOf(owner));
    pages.room(12);
    pages.text(`${i + 1}. ${name}: ${said.join(', ')}`, { weight: 700 });
    pages.text(`${why.map((reason) => reason[lang]).join('; ')}.`, { colour: FAINT });
    pages.y += 1;
  });
}

function arrivals(pages: Pages, { case: own, lang }: CaseFile, t: CaseWords): void {
  const { finding, arrivals: list, plotsInAll, detailed } = own;
  if (finding.kind !== 'discharge' || !detailed) return;
  pages.title(t.arrivals);
  if (list.length === 0) return pages.text(t.noArrivals);
  const columns = [0, 35, 70, 102, 118, 154];
  pages.row(t.arrivalColumns, columns, 700);
  for (const { plot, ownName, at, estimated, owner } of list)
    pages.row(
      [registered(plot, lang), ownName ?? '—', whenOf(at), estimated ? t.estimated : '', ...called(owner)],
      columns,
    );
  if (plotsInAll > list.length) pages.text(t.moreArrivals(plotsInAll - list.length));
}

function gates(pages: Pages, { case: { gates: list } }: CaseFile, t: CaseWords): void {
  if (list.length === 0) return;
  pages.title(t.gates);
  for (const { name, plots: kept, at } of list)
    pages.row([name, t.gateBefore(whenOf(at)), t.gateKeeps(kept)], [0, 70, 120]);
}

function outlet(pages: Pages, { case: { finding, source, detailed }, lang }: CaseFile, t: CaseWords): void {
  if (finding.kind !== 'exceedance') return;
  const { metric, value, worst, limit } = finding;
  const { unit, decimals, [lang]: name } = METRICS[metric];
  const say = (figure: number) => [decimal(figure, decimals, lang), unit].filter(Boolean).join(' ');
  const bounds = [
    ...(limit.min === undefined ? [] : [t.least(say(limit.min))]),
    ...(limit.max === undefined ? [] : [t.most(say(limit.max))]),
  ];
  const columns = [0, 55];
  pages.title(t.measured);
  pages.row([name, t.worst(say(value), say(worst.value), whenOf(worst.at))], columns);
  pages.row([t.limit, `${bounds.join(', ')} (${limitName(finding)[lang]})`], columns);
  pages.text(t.noLaw, { colour: FAINT });
  pages.title(t.source);
  if (!detailed || !source) return pages.text(t.sourceHidden);
  pages.row([t.name, source.name], columns);
  pages.row([t.owner, source.owner ?? '—'], columns);
  pages.row([t.permit, source.permit ?? '—'], columns);
}

function cameras(pages: Pages, { case: { cameras: list } }: CaseFile, t: CaseWords): void {
  if (list.length === 0) return;
  pages.title(t.cameras);
  for (const { name, metres } of list) pages.row([name, t.far(metres)], [0, 100]);
}

function timeline(pages: Pages, { timeline: list, lang }: CaseFile, t: CaseWords): void {
  pages.title(t.timeline);
  for (const { at, change, by, to, note, joined } of list) {
    const about = [joined?.[lang], to && t.given(to), note].filter(Boolean).join('. ');
    pages.row([whenOf(at), t.changes[change] ?? change, joined?.box ?? by ?? '', about], [0, 34, 68, 108]);
  }
}

const PHOTO = { width: 86, height: 62 };
function photos(pages: Pages, { photos: list }: CaseFile, t: CaseWords): void {
  if (list.length === 0) return;
  pages.title(t.photos, PHOTO.height + 4);
  for (let i = 0; i < list.length; i += 2) {
    pages.room(PHOTO.height + 4);
    list.slice(i, i + 2).forEach((jpeg, column) =>
      pages.pdf.image(jpeg, mm(PAGE.left + column * (PHOTO.width + 6)), mm(pages.y), {
        fit: [mm(PHOTO.width), mm(PHOTO.height)],
      }),
    );
    pages.y += PHOTO.height + 4;
  }
}

function looks(pages: Pages, { looks: list }: CaseFile, t: CaseWords): void {
  pages.title(t.looks);
  for (const { name, at } of list) pages.row([whenOf(at), name], [0, 34]);
}
