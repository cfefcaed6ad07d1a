import { Icon } from '../ui/icon.js';

/** Takes a photo with the phone's own camera: this works on every page, with HTTPS and without. */
export function PictureButton(props: {
  words: string;
  kind: 'go' | 'line';
  busy?: string | false;
  onPicture: (file: File) => void;
}) {
  const { words, kind, busy, onPicture } = props;
  return (
    <label className={`btn ${kind} wide wet picture-button`}>
      {!busy && <Icon name="camera" />}
      {busy || words}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // the same picture can be chosen again
          event.target.value = '';
          if (file && !busy) onPicture(file);
        }}
      />
    </label>
  );
}
