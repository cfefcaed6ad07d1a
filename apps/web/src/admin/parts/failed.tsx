import { useLang } from '../../i18n/lang.js';
import type { RequestFailed } from '../../live/rest.js';
import { fieldWords, refusalWords } from '../../session/refusal-words.js';
import { Notice } from '../../ui/notice.js';

/**
 * Why a change was refused, beside the button that asked for it. `under`: fields that say themselves what is wrong with
 * them; `labels`: what the others are called on the page.
 */
export function Failed(props: {
  error: RequestFailed | undefined;
  under?: readonly string[];
  labels?: Readonly<Record<string, string>>;
}) {
  const { error, under = [], labels = {} } = props;
  const lang = useLang();
  if (!error) return null;
  const { fields = [] } = error.answer;
  const others = fields.filter(({ field }) => !under.includes(field));
  if (fields.length > 0 && others.length === 0) return null;
  const title = fields.length > 0 ? fieldWords(others, labels, lang) : refusalWords(error, lang);
  return <Notice kind="warning" title={title} />;
}
