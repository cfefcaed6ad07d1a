import { useState } from 'react';
import { postJson } from '../../live/rest.js';
import { base64Of } from '../../phone/picture/data-url.js';
import { shrinkPhoto } from '../../phone/picture/photo.js';
import { IconButton } from '../../ui/button.js';
import { Choices } from '../../ui/field.js';
import { FileField } from '../../ui/file-field.js';
import { sourcePath } from './data.js';
import { RecordForm } from './record-form.js';
import { useSourceWords } from './words.js';

const OUTCOMES = ['in-order', 'to-mend', 'pours-illegally', 'could-not-enter'] as const;
type Outcome = (typeof OUTCOMES)[number];
const MOST_PHOTOS = 8;

/** Somebody looked at a source; pictures go before the record that names them. */
export function AddInspection({ id, onClose }: { id: string; onClose(): void }) {
  const t = useSourceWords();
  const [outcome, setOutcome] = useState<Outcome>('in-order');
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [bad, setBad] = useState(false);
  const add = async (file: File | undefined) => {
    if (!file) return;
    setBad(false);
    try {
      const photo = await shrinkPhoto(file);
      setPhotos((before) => [...before, photo].slice(0, MOST_PHOTOS));
    } catch {
      setBad(true);
    }
  };
  const deed = async (note: string) => {
    const names: string[] = [];
    for (const photo of photos) {
      const sent = await postJson<{ name: string }>(`${sourcePath(id)}/photos`, { photo: base64Of(photo) });
      names.push(sent.name);
    }
    return {
      ...{ did: 'inspected' as const, outcome },
      ...(note && { note }),
      ...(names.length > 0 && { photos: [...new Set(names)] }),
    };
  };
  return (
    <RecordForm id={id} title={t.addInspection} deed={deed} onClose={onClose}>
      <Choices<Outcome>
        label={t.form.outcome}
        name="outcome"
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t.outcomes[value] }))}
        onChange={setOutcome}
      />
      {photos.length < MOST_PHOTOS && (
        <FileField
          key={photos.length}
          label={t.form.photos}
          hint={t.form.photosHint}
          error={bad ? t.form.badPhoto : undefined}
          accept="image/*"
          file={undefined}
          onFile={(file) => void add(file)}
        />
      )}
      {photos.length > 0 && (
        <ul className="record-photos">
          {photos.map((photo, i) => (
            <li key={photo}>
              <img src={photo} alt={t.photo(i + 1)} />
              <IconButton
                icon="trash"
                label={t.form.removePhoto(i + 1)}
                onClick={() => setPhotos(photos.filter((other) => other !== photo))}
              />
            </li>
          ))}
        </ul>
      )}
    </RecordForm>
  );
}
