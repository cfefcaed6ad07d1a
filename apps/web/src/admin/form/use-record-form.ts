import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { RequestFailed, sendJson } from '../../live/rest.js';
import { type Sending, useSend } from '../data/send.js';
import { useUnsaved } from '../route/unsaved.js';
import { type Clash, clashesOf } from './conflict.js';
import { inputsOf, newOf, patchOf, problemsIn, same } from './draft.js';
import type { Fields, FieldSpec } from './spec.js';
import { useFormWords } from './words.js';

export interface RecordForm {
  specs: readonly FieldSpec[];
  inputs: Fields;
  dirty: boolean;
  /** What is wrong with a field, in words: found here, or by the hub. */
  problemWith(name: string): string | undefined;
  /** What is wrong with something that has no field here. */
  sending: Sending;
  set(name: string, value: unknown): void;
  reset(): void;
  save(): Promise<boolean>;
  clash:
    | { clashes: readonly Clash[]; choose(theirs: readonly string[]): void; drop(): void; close(): void }
    | undefined;
}

interface RecordFormOptions {
  specs: readonly FieldSpec[];
  /** As the hub has it; of something new what is known of it already. */
  record: Fields;
  /** Where it stands at the hub: absent where it is new. */
  path?: string | undefined;
  /** Where new ones are sent to. */
  addTo?: string;
  /** Another way to send it, where the hub wants it so. */
  send?(method: 'POST' | 'PATCH', body: Fields): Promise<Fields>;
  /** What else changes with a field. */
  derive?: ((before: Fields, changed: string, value: unknown) => Fields) | undefined;
  /** The record within what a POST answers, where more comes with it. */
  recordIn?(answer: Fields): Fields;
  /** What is wrong with fields as they stand to each other. */
  check?(inputs: Fields): Record<string, string>;
  onSaved(answer: Fields): void;
}

/** A form over one record of the hub: sends what was changed, and settles with whoever was faster. */
export function useRecordForm(options: RecordFormOptions): RecordForm {
  const { specs, record, path, addTo, recordIn, derive, onSaved } = options;
  const t = useFormWords();
  const [before, setBefore] = useState(record);
  const [inputs, setInputs] = useState<Fields>(() => inputsOf(specs, record));
  const [own, setOwn] = useState<Record<string, string>>({});
  const [current, setCurrent] = useState<Fields>();
  const [added, setAdded] = useState(false);
  const sending = useSend();
  const first = useMemo(() => inputsOf(specs, path === undefined ? {} : before), [specs, before, path]);
  const dirty = !added && specs.some(({ name }) => !same(first[name], inputs[name]));
  // what the page itself filled in is nobody's work that could be lost
  const filled = useMemo(() => inputsOf(specs, before), [specs, before]);
  useUnsaved(dirty && specs.some(({ name }) => !same(filled[name], inputs[name])));
  // somebody else's newer version is taken over as long as nothing was typed; else it is settled when this is saved
  const newer = path !== undefined && !dirty && versionOf(record) > versionOf(before);
  useEffect(() => {
    if (!newer) return;
    setBefore(record);
    setInputs(inputsOf(specs, record));
  }, [newer, record, specs]);

  const take = (answer: Fields) => {
    const saved = path === undefined && recordIn ? recordIn(answer) : answer;
    // nothing is unsaved any more when somebody is led on
    flushSync(() => {
      setBefore(saved);
      setInputs(inputsOf(specs, saved));
      setCurrent(undefined);
      setAdded(path === undefined);
    });
    onSaved(answer);
  };
  const send = async (method: 'POST' | 'PATCH', to: string, body: Fields) => {
    try {
      take(await (options.send?.(method, body) ?? sendJson<Fields>(method, to, body)));
    } catch (error) {
      const newer = error instanceof RequestFailed && error.code === 'changed-meanwhile' && error.answer['current'];
      if (!newer) throw error;
      setCurrent(newer as Fields);
    }
  };
  const save = async (): Promise<boolean> => {
    const problems = { ...options.check?.(inputs), ...problemsIn(specs, inputs, t) };
    setOwn(problemsIn(specs, inputs, t));
    if (Object.keys(problems).length > 0) {
      focusFirst(specs, problems);
      return false;
    }
    return sending.run(() =>
      path === undefined
        ? send('POST', addTo ?? '', newOf(specs, inputs))
        : send('PATCH', path, { version: before['version'], ...patchOf(specs, before, inputs) }),
    );
  };
  const choose = (theirs: readonly string[]) => {
    const patch = patchOf(specs, before, inputs);
    const mine = Object.fromEntries(Object.entries(patch).filter(([name]) => !theirs.includes(name)));
    if (Object.keys(mine).length === 0) take(current!);
    else void sending.run(() => send('PATCH', path!, { version: current!['version'], ...mine }));
  };
  const { clear } = sending;
  const between = options.check?.(inputs);
  const deriving = useRef(derive);
  deriving.current = derive;
  const set = useCallback(
    (name: string, value: unknown) => {
      setInputs((known) => ({ ...known, [name]: value, ...deriving.current?.(known, name, value) }));
      setOwn(({ [name]: _, ...rest }) => rest);
      // what the hub said was of what stood there before
      clear();
    },
    [clear],
  );
  return {
    specs,
    inputs,
    dirty,
    sending,
    problemWith: (name) => own[name] ?? between?.[name] ?? sending.failed?.problemWith(name),
    set,
    reset: () => {
      setInputs(inputsOf(specs, before));
      setOwn({});
      sending.clear();
    },
    save,
    clash: current && {
      clashes: clashesOf(specs, before, patchOf(specs, before, inputs), current),
      choose,
      drop: () => take(current),
      close: () => setCurrent(undefined),
    },
  };
}

const versionOf = (record: Fields): number => Number(record['version'] ?? 0);

/** The first field with a problem gets the focus: it may be far up. */
function focusFirst(specs: readonly FieldSpec[], problems: Record<string, string>): void {
  const name = specs.find((spec) => problems[spec.name])?.name;
  document.querySelector<HTMLElement>(`.record-form [name="${name}"]`)?.focus();
}
