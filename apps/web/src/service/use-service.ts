import type { OutOfService } from '#hub/contracts';
import { useState } from 'react';
import { askAgain, useAsk } from '../admin/data/ask.js';
import { useLang } from '../i18n/lang.js';
import { postJson } from '../live/rest.js';
import { refusalWords } from '../session/refusal-words.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { say } from '../ui/toast.js';
import { useServiceWords } from './words.js';

type Which = Pick<OutOfService, 'device' | 'rule'>;

/** Puts rules out of service, or takes them back, and tells how it went. */
export function useService() {
  const t = useServiceWords();
  const lang = useLang();
  const [busy, setBusy] = useState(false);
  const send = async (path: string, { device, rule }: Which, more: object, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await postJson(`/api/devices/${encodeURIComponent(device)}/${path}`, { ...(rule && { rule }), ...more });
      say(done);
      return true;
    } catch (error) {
      say(refusalWords(error, lang));
      return false;
    } finally {
      setBusy(false);
      askAgain('/api/alert-figures');
    }
  };
  return {
    busy,
    putOut: (which: Which, reason: string) => send('out-of-service', which, { reason }, t.done),
    takeBack: (which: Which) => send('in-service', which, {}, t.backDone),
  };
}

/** What a rule's alerts are called; its id as long as that is not known, or not for these eyes. */
export function useRuleTitles(): (rule: string) => string {
  const lang = useLang();
  const me = useMe();
  const asked = may(me, 'rules.read') ? '/api/rules' : undefined;
  const titles = useAsk<{ titles: Record<string, { vi: string; en: string }> }>(asked).value?.titles;
  return (rule) => titles?.[rule]?.[lang] ?? rule;
}
