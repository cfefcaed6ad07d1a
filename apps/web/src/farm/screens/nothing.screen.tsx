import type { FarmPage } from '#hub/contracts';
import { LangSwitch } from '../../i18n/lang-switch.js';
import { Empty } from '../../ui/notice.js';
import type { IconName } from '../../ui/icon.js';
import { useWords } from '../words/use-words.js';
import { Button } from '../../ui/button.js';
import { go } from '../../ui/way.js';
import { Frame } from './frame.js';
import { Call } from './call.js';
import { Account } from './more.js';

/** Where there is nothing to show: why, and what to do. */
export function NothingScreen(props: {
  title: string;
  icon: IconName;
  words: string;
  why: string;
  cooperative?: FarmPage['cooperative'];
  way?: { words: string; href: string };
}) {
  const { title, icon, words, why, cooperative, way } = props;
  const t = useWords();
  return (
    <Frame title={title} spoken={`${words}. ${why}`} dock={cooperative && <Call cooperative={cooperative} />}>
      <div className="pad more">
        <Empty icon={icon} title={words}>
          <p>{why}</p>
        </Empty>
        {way && (
          <Button wide kind="go" icon="water" onClick={() => go(way.href)}>
            {way.words}
          </Button>
        )}
        <LangSwitch />
        {words !== t.asking && <Account />}
      </div>
    </Frame>
  );
}
