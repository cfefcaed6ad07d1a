import '../fonts.css';
import './tokens.css';
import './wall.css';
import './map/map.css';
import './alerts/alerts.css';
import './strip/strip.css';
import './panel/panel.css';
import './replay/replay.css';
import './pairing/pairing.css';
import { useEffect, useMemo, useState } from 'react';
import { refreshSession } from '../session/session.js';
import { SpeechContext, wordsOf } from './words/words.js';
import { openWallData, type WallData } from './wall-data.js';
import { WallContext } from './wall-context.js';
import { WallGate } from './wall-gate.js';
import { readSettings, type WallSettings } from './wall-settings.js';
import { Wall } from './wall.js';

export default function WallPage() {
  const settings = useMemo(() => readSettings(window.location.search), []);
  const speech = useMemo(() => ({ lang: settings.lang, t: wordsOf(settings.lang) }), [settings.lang]);
  useEffect(() => {
    document.documentElement.lang = settings.lang;
    document.title = speech.t.centre;
  }, [settings.lang, speech]);
  return (
    <SpeechContext value={speech}>
      <WallGate textScale={settings.textScale}>
        <OpenWall settings={settings} />
      </WallGate>
    </SpeechContext>
  );
}

/** Its sources live as long as whoever may watch them is here. */
function OpenWall({ settings }: { settings: WallSettings }) {
  const [data, setData] = useState<WallData>();
  useEffect(() => {
    const opened = openWallData(() => void refreshSession());
    setData(opened);
    return () => opened.stop();
  }, []);
  const scope = useMemo(() => data && { data, settings }, [data, settings]);
  return scope ? (
    <WallContext value={scope}>
      <Wall />
    </WallContext>
  ) : null;
}
