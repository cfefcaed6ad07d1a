import { type Alert, isDrillSensor } from '#hub/contracts';

export const isDrill = ({ target }: Pick<Alert, 'target'>): boolean => isDrillSensor(target);

/** What a drill says begins with that, read from across the room; what its sensor measured means nothing. */
export function marked<A extends Alert>(alert: A): A {
  if (!isDrill(alert)) return alert;
  const { title, titleEn, sentence, sentenceEn, ...text } = alert.text;
  const { metric: _, value: __, ...facts } = alert.facts;
  const [vi, en] = [(words: string) => `DIỄN TẬP: ${words}`, (words: string) => `DRILL: ${words}`];
  return {
    ...alert,
    facts,
    text: { ...text, title: vi(title), sentence: vi(sentence), titleEn: en(titleEn), sentenceEn: en(sentenceEn) },
  };
}
