/** Reads a QR code from a picture of known size. */
export type QrReader = (picture: Picture) => Promise<string | undefined>;
export type Picture = HTMLVideoElement | ImageBitmap;

/** The part of the browser's own detector that is used here; TypeScript does not know it yet. */
interface NativeDetector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
interface NativeDetectors {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}
const native = (): NativeDetectors | undefined => (globalThis as { BarcodeDetector?: NativeDetectors }).BarcodeDetector;

/** The browser's own detector costs next to nothing; iOS and desktops have none, and some Androids one that fails. */
export async function openReader(): Promise<QrReader> {
  const own = await openNative();
  if (!own) return openBundled();
  let bundled: QrReader | undefined;
  return async (picture) => {
    if (bundled) return bundled(picture);
    try {
      return (await own.detect(picture))[0]?.rawValue;
    } catch {
      bundled = await openBundled();
      return bundled(picture);
    }
  };
}

async function openNative(): Promise<NativeDetector | undefined> {
  const Detector = native();
  try {
    if (!Detector || !(await Detector.getSupportedFormats()).includes('qr_code')) return undefined;
    return new Detector({ formats: ['qr_code'] });
  } catch {
    return undefined;
  }
}

/** Of a frame the middle: that is what the finder shows. Enough for a label that fills half of it, and quick on old phones. */
const FRAME_SIDE = 480;
/** Of a photo all of it: the label is anywhere. */
const PHOTO_SIDE = 1280;

async function openBundled(): Promise<QrReader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  return async (picture) => {
    const { width, height } = sizeOf(picture);
    if (width === 0) return undefined;
    const cut = picture instanceof HTMLVideoElement ? Math.min(width, height) : undefined;
    const [w, h] = cut === undefined ? [width, height] : [cut, cut];
    const scale = Math.min(1, (cut === undefined ? PHOTO_SIDE : FRAME_SIDE) / Math.max(w, h));
    canvas.width = Math.round(w * scale);
    canvas.height = Math.round(h * scale);
    ctx.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(ctx.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return undefined;
    }
  };
}

const sizeOf = (picture: Picture) =>
  picture instanceof HTMLVideoElement ? { width: picture.videoWidth, height: picture.videoHeight } : picture;

/** Reads the code on a photo: for pages that may not use the camera itself. */
export async function readPhoto(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    return await (await openReader())(bitmap);
  } finally {
    bitmap.close();
  }
}
