import type { Device } from '#hub/contracts';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { DEVICES } from '../data/devices.js';
import { RecordFormView } from '../form/record-form.js';
import { useRecordForm } from '../form/use-record-form.js';
import { useFormWords } from '../form/words.js';
import { Box } from '../parts/box.js';
import { useDeviceSpecs } from './use-device-specs.js';
import { useDeviceWords } from './words.js';

export function EditView({ device }: { device: Device }) {
  const t = useDeviceWords();
  const f = useFormWords();
  const form = useRecordForm({
    specs: useDeviceSpecs(device),
    record: device,
    path: `${DEVICES}/${encodeURIComponent(device.id)}`,
    onSaved: () => {
      say(f.saved);
      askAgain(DEVICES);
    },
  });
  return (
    <Box title={t.tabs.edit}>
      <RecordFormView form={form} />
    </Box>
  );
}
