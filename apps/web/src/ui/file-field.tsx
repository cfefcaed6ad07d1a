import './file-field.css';
import { useState } from 'react';
import { wordsIn } from '../i18n/lang.js';
import { Field } from './field.js';
import { Icon } from './icon.js';

const useWords = wordsIn(
  { choose: 'Chọn tệp…', another: 'Chọn tệp khác…', drop: 'hoặc kéo tệp vào đây' },
  { choose: 'Choose a file…', another: 'Choose another…', drop: 'or drop it here' },
);

/** A file, chosen or dropped: a browser's own field speaks the browser's language and not the page's. */
export function FileField(props: {
  label: string;
  hint?: string;
  error?: string | undefined;
  accept: string;
  file: File | undefined;
  onFile(file: File | undefined): void;
}) {
  const { label, hint, error, accept, file, onFile } = props;
  const t = useWords();
  const [over, setOver] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <div
          className={over ? 'file-field over' : 'file-field'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            onFile(event.dataTransfer.files[0]);
          }}
        >
          <input {...wired} type="file" accept={accept} onChange={(event) => onFile(event.target.files?.[0])} />
          <span className="btn line" aria-hidden="true">
            <Icon name="upload" />
            {file ? t.another : t.choose}
          </span>
          <span className={file ? 'file-name' : 'meta'}>{file?.name ?? t.drop}</span>
        </div>
      )}
    </Field>
  );
}
