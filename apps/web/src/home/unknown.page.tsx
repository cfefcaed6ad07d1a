import { wordsIn } from '../i18n/lang.js';
import { ButtonLink } from '../ui/button.js';
import { Sheet } from '../ui/sheet.js';

const useWords = wordsIn(
  { title: 'Không có trang này', why: 'Địa chỉ gõ nhầm, hoặc trang đã đổi chỗ.', home: 'Về trang đầu' },
  {
    title: 'There is no such page',
    why: 'The address was mistyped, or the page has moved.',
    home: 'To the first page',
  },
);

export default function UnknownPage() {
  const t = useWords();
  return (
    <Sheet title={t.title} lead={<p>{t.why}</p>}>
      <ButtonLink kind="go" icon="home" wide href="/">
        {t.home}
      </ButtonLink>
    </Sheet>
  );
}
