import { go } from '../../ui/way.js';
import { askAgain } from '../data/ask.js';
import { RecordFormView } from '../form/record-form.js';
import { useRecordForm } from '../form/use-record-form.js';
import { PageHead } from '../parts/page-head.js';
import { hrefOf } from '../route/address.js';
import { PEOPLE } from './people-data.js';
import { usePersonSpecs } from './use-person-specs.js';
import { usePeopleWords } from './words.js';

export function PersonAdd() {
  const t = usePeopleWords();
  const form = useRecordForm({
    specs: usePersonSpecs(),
    record: { language: 'vi' },
    addTo: PEOPLE,
    onSaved: (answer) => {
      askAgain(PEOPLE);
      go(hrefOf('people', [answer['id'] as string, 'dang-nhap']));
    },
  });
  return (
    <>
      <PageHead title={t.add} back={{ href: hrefOf('people'), words: t.title }} />
      <RecordFormView form={form} adding />
    </>
  );
}
