import { useEffect, useState } from 'react';
import type { Label } from '#hub/contracts';
import { PictureButton } from '../../phone/picture-button.js';
import { Button } from '../../ui/button.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import { type Draft, withLabel } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { stepPath, TYPE } from '../paths.js';
import { StepScreen } from '../step-screen.js';
import { useWords } from '../words/use-words.js';
import { readLabel } from './read-label.js';
import { Finder } from './finder.js';
import { useScanner } from './use-scanner.js';

/** 1: the label. The camera where it may be used, else a photo of the code; digits always. */
export function ScanScreen({ draft }: { draft: Draft }) {
  const { model } = useInstaller();
  const t = useWords();
  const found = (label: Label) => {
    navigator.vibrate?.(60);
    model.change(withLabel(model.draft ?? draft, label));
    go(stepPath('profile'));
  };
  const scanner = useScanner(found);
  const [torch, setTorch] = useState(false);
  const { light } = scanner;
  useEffect(() => {
    void light?.(torch).catch(() => setTorch(false));
  }, [light, torch]);

  const digits = (
    <Button kind="line" wide wet icon="keypad" onClick={() => go(TYPE)}>
      {t.type}
    </Button>
  );
  return (
    <StepScreen
      step="scan"
      draft={draft}
      title={t.scanTitle}
      dock={
        scanner.state === 'insecure' || scanner.state === 'denied' || scanner.state === 'none' ? (
          <div className="pair">
            {digits}
            <PhotographCode onFound={found} />
          </div>
        ) : scanner.state === 'tired' ? (
          <div className="pair">
            {digits}
            <Button kind="go" wide wet icon="qr" onClick={scanner.again}>
              {t.scanAgain}
            </Button>
          </div>
        ) : light ? (
          <div className="pair">
            {digits}
            <Button kind="line" wide wet icon="torch" aria-pressed={torch} onClick={() => setTorch(!torch)}>
              {torch ? t.torchOff : t.torchOn}
            </Button>
          </div>
        ) : (
          digits
        )
      }
    >
      <Finder scanner={scanner} />
      <p className="pad meta small-gap">{t.wetLabel}</p>
    </StepScreen>
  );
}

/** The phone's own camera takes the picture: this works without HTTPS as well. */
function PhotographCode({ onFound }: { onFound: (label: Label) => void }) {
  const t = useWords();
  const [state, setState] = useState<'ready' | 'reading' | 'not-read'>('ready');
  const read = async (file: File) => {
    setState('reading');
    const label = await readLabel(file);
    if (label) onFound(label);
    else setState('not-read');
  };
  return (
    <>
      <PictureButton
        kind="go"
        words={t.photographCode}
        busy={state === 'reading' && t.photoBusy}
        onPicture={(file) => void read(file)}
      />
      {state === 'not-read' && (
        <p className="said warning both" role="alert">
          <Severity kind="warning" />
          {t.notRead}
        </p>
      )}
    </>
  );
}
