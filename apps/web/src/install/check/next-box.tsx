import { Button } from '../../ui/button.js';
import { go } from '../../ui/way.js';
import { useInstaller } from '../installer.js';
import { stepPath } from '../paths.js';
import { useWords } from '../words/use-words.js';

/** Straight on to the next pole. */
export function NextBox({ kind = 'go', className }: { kind?: 'go' | 'line'; className?: string }) {
  const { model } = useInstaller();
  const t = useWords();
  const begin = () => {
    model.begin();
    go(stepPath('scan'), { replace: true });
  };
  return (
    <Button kind={kind} wide wet className={className} onClick={begin}>
      {t.nextBox}
    </Button>
  );
}
