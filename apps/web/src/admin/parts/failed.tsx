import { useLang } from '../../i18n/lang.js';
import type { RequestFailed } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { Notice } from '../../ui/notice.js';

/** Why a change was refused, beside the button that asked for it. */
export function Failed({ error }: { error: RequestFailed | undefined }) {
  const lang = useLang();
  return error ? <Notice kind="warning" title={refusalWords(error, lang)} /> : null;
}
