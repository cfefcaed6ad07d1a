import { stopwatch } from '../format/clock.js';
import { wordsIn } from '../i18n/lang.js';
import { Notice } from '../ui/notice.js';
import type { Sending } from './use-sending.js';

const useWords = wordsIn(
  {
    tooMany: 'Đã thử nhiều lần',
    waitFor: (time: string) => `Chờ ${time} rồi thử lại. Không ai bị khóa hẳn.`,
  },
  {
    tooMany: 'Too many attempts',
    waitFor: (time: string) => `Wait ${time}, then try again. Nobody is locked out for good.`,
  },
);

/** What is wrong and belongs to no field: a wait, a hub that is away. */
export function FormNotes({ problems, waitS }: Pick<Sending, 'problems' | 'waitS'>) {
  const t = useWords();
  return (
    <>
      {waitS > 0 && (
        <Notice kind="watch" title={t.tooMany}>
          {/* a clock that is read out every second says nothing else */}
          <p aria-hidden="true">{t.waitFor(stopwatch(waitS * 1000))}</p>
        </Notice>
      )}
      {problems[''] && <Notice kind="warning" title={problems['']} />}
    </>
  );
}
