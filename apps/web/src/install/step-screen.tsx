import { type ReactNode, useEffect } from 'react';
import { Screen } from '../phone/screen.js';
import { go } from '../ui/way.js';
import { type Draft, STEPS, type Step, stepBefore } from './draft/draft.js';
import { useInstaller } from './installer.js';
import { LineBand } from './line-band.js';
import { HOME, stepPath } from './paths.js';
import { useWords } from './words/use-words.js';

/** One of the steps before the live check. The draft remembers where somebody is. */
export function StepScreen(props: {
  step: Step;
  draft: Draft;
  title: string;
  back?: string;
  dock?: ReactNode;
  children: ReactNode;
}) {
  const { step, draft, title, dock, children } = props;
  const { model } = useInstaller();
  const t = useWords();
  useEffect(() => {
    if (draft.step !== step) model.change({ step });
  }, [draft.step, step, model]);
  const before = stepBefore(step);
  const back = props.back ?? (before ? stepPath(before) : HOME);
  const joint = STEPS.indexOf(step) + 1;
  return (
    <Screen
      title={title}
      over={t.step(joint)}
      joint={joint}
      back={{ words: t.back, go: () => go(back, { replace: true }) }}
      bands={<LineBand quiet />}
      dock={dock}
    >
      {children}
    </Screen>
  );
}
