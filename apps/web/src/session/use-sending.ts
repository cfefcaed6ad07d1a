import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useLang } from '../i18n/lang.js';
import { RequestFailed } from '../live/rest.js';
import { refusalWords } from './refusal-words.js';
import { useSecondsLeft } from './use-seconds-left.js';

/** What is wrong, by the name of the field; '' is about none of them. */
export type Problems = Readonly<Record<string, string | undefined>>;

export interface Sending {
  form: RefObject<HTMLFormElement | null>;
  busy: boolean;
  problems: Problems;
  /** Seconds until it may be tried again; the hub slows down whoever tries too often. */
  waitS: number;
  /** Puts problems there, or takes them away. */
  say(problems: Problems): void;
  /** Handler of a form: checks what can be checked here, then sends. */
  submit(event: FormEvent): void;
}

/**
 * A form that sends once at a time, tells each problem where it is and puts the focus there. `check` finds what need not be
 * sent to be known as wrong; `explain` says what the hub's refusals mean here, the rest is told in the hub's own words.
 */
export function useSending(deeds: {
  check(): Problems;
  send(): Promise<void>;
  explain?(refused: RequestFailed): Problems | undefined;
}): Sending {
  const lang = useLang();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [waitS, setWait] = useSecondsLeft();

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problems]);

  const run = async () => {
    const missing = deeds.check();
    setProblems(missing);
    if (Object.values(missing).some(Boolean)) return;
    setBusy(true);
    try {
      await deeds.send();
    } catch (error) {
      setProblems(problemsIn(error));
    } finally {
      setBusy(false);
    }
  };

  const problemsIn = (error: unknown): Problems => {
    if (error instanceof RequestFailed) {
      if (error.code === 'too-many-attempts') {
        setWait(error.answer.retryAfterS ?? 30);
        return {};
      }
      const explained = deeds.explain?.(error);
      if (explained) return explained;
      const fields = (error.answer.fields ?? []).filter(({ field }) => form.current?.elements.namedItem(field));
      if (fields.length > 0) return Object.fromEntries(fields.map(({ field, problem }) => [field, problem]));
    }
    return { '': refusalWords(error, lang) };
  };

  return {
    form,
    busy,
    problems,
    waitS,
    say: setProblems,
    submit(event) {
      event.preventDefault();
      if (!busy && waitS === 0) void run();
    },
  };
}
