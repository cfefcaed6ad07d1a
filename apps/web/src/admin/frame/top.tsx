import { LangSwitch } from '../../i18n/lang-switch.js';
import { useMe } from '../../session/use-me.js';
import { BrandMark } from '../../ui/brand.js';
import { IconButton } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Way } from '../../ui/way.js';
import { useCommune } from '../data/commune.js';
import { useLink } from '../data/hub.js';
import { hrefOf } from '../route/address.js';
import { Search } from '../search/search.js';
import { useFrameWords } from './words.js';

/** Whose commune, the search, whether what is seen is now, and who sits here. */
export function Top({ onMenu }: { onMenu(): void }) {
  const t = useFrameWords();
  const me = useMe();
  const { value: commune } = useCommune();
  return (
    <header className="admin-top">
      <div className="menu-button">
        <IconButton icon="menu" label={t.menu} onClick={onMenu} />
      </div>
      <Way className="admin-brand" href={hrefOf('overview')}>
        <BrandMark />
        <span>
          <b>{commune?.name ?? t.centre}</b>
          <span>{t.admin}</span>
        </span>
      </Way>
      <Search />
      <LinkFact />
      <LangSwitch />
      <a className="who" href="/account" title={t.account}>
        <Icon name="account" />
        <span>{me.name}</span>
      </a>
    </header>
  );
}

function LinkFact() {
  const t = useFrameWords();
  const link = useLink();
  const there = link === 'live';
  return (
    <span className={there ? 'link-fact' : 'link-fact not'}>
      <Icon name={there ? 'signal' : 'noSignal'} />
      <span>{there ? t.live : link === 'connecting' ? t.connecting : t.lostShort}</span>
    </span>
  );
}
