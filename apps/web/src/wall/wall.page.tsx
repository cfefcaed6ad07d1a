import '../fonts.css';
import './tokens.css';
import './wall.css';
import './map/map.css';
import './alerts/alerts.css';
import './strip/strip.css';
import './panel/panel.css';
import './replay/replay.css';
import { useEffect, useMemo, useState } from 'react';
import { SpeechContext, wordsOf } from './words/words.js';
import { openWallData, type WallData } from './wall-data.js';
import { WallContext } from './wall-context.js';
import { readSettings } from './wall-settings.js';
import { Wall } from './wall.js';

export default function WallPage() {
  const settings = useMemo(() => readSettings(window.location.search), []);
  const speech = useMemo(() => ({ lang: settings.lang, t: wordsOf(settings.lang) }), [settings.lang]);
  const [data, setData] = useState<WallData>();
  useEffect(() => {
    document.documentElement.lang = settings.lang;
    document.title = speech.t.centre;
    const opened = openWallData();
    setData(opened);
    return () => opened.stop();
  }, [settings.lang, speech]);
  const scope = useMemo(() => data && { data, settings }, [data, settings]);
  if (!scope) return null;
  return (
    <SpeechContext value={speech}>
      <WallContext value={scope}>
        <Wall />
      </WallContext>
    </SpeechContext>
  );
}
