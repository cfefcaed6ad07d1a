import { wordsIn } from '../i18n/lang.js';
import { ActingBand } from '../ui/band.js';
import { Button } from '../ui/button.js';
import { actFor } from './session.js';
import { useMe } from './use-me.js';

const useWords = wordsIn(
  {
    acting: (name: string) => `Đang làm thay hộ ${name}`,
    written: 'Mỗi việc làm thay đều được ghi lại.',
    stop: 'Thôi làm thay',
  },
  {
    acting: (name: string) => `Acting for ${name}`,
    written: 'Everything done for them is written down.',
    stop: 'Stop acting',
  },
);

/** On every page while a village head acts for a household: for whom, and the way out. */
export function Acting() {
  const me = useMe();
  const t = useWords();
  if (!me.actingBy) return null;
  const stop = async () => {
    await actFor(undefined);
    window.location.assign('/');
  };
  return (
    <ActingBand
      action={
        <Button icon="close" onClick={() => void stop()}>
          {t.stop}
        </Button>
      }
    >
      {t.acting(me.name)}
      <span className="meta"> · {t.written}</span>
    </ActingBand>
  );
}
