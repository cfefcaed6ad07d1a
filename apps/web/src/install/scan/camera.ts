/** Why there is no picture. */
export type NoCamera = 'insecure' | 'denied' | 'none';

export interface OpenCamera {
  stream: MediaStream;
  /** Absent where the camera has no light. */
  torch?: (on: boolean) => Promise<void>;
  close(): void;
}

/** Opens the camera at the back, in the size that a decoder needs and no larger. */
export async function openCamera(): Promise<OpenCamera | NoCamera> {
  if (!window.isSecureContext || !navigator.mediaDevices) return 'insecure';
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none';
  }
  const track = stream.getVideoTracks()[0]!;
  const capabilities = track.getCapabilities?.() as (MediaTrackCapabilities & { torch?: boolean }) | undefined;
  return {
    stream,
    ...(capabilities?.torch && { torch: (on) => track.applyConstraints({ advanced: [{ torch: on } as TorchSet] }) }),
    close: () => stream.getTracks().forEach((one) => one.stop()),
  };
}
type TorchSet = MediaTrackConstraintSet & { torch: boolean };
