import { wordsIn } from '../i18n/lang.js';
import { Gate } from '../session/gate.js';
import { SecureNotice } from '../session/secure-notice.js';
import { Sheet } from '../ui/sheet.js';

const useWords = wordsIn({ title: 'Lắp đặt' }, { title: 'Installing' });

export default function InstallPage() {
  const t = useWords();
  return (
    <Gate needs="devices.install" offline>
      <Sheet title={t.title}>
        <SecureNotice />
      </Sheet>
    </Gate>
  );
}
