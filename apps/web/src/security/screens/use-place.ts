import { useEffect, useState } from 'react';

export interface Spot {
  lat: number;
  lon: number;
}

/** Where the phone is while the screen is seen; undefined where it does not know or may not say. */
export function useHere(): Spot | undefined {
  const [here, setHere] = useState<Spot>();
  useEffect(() => {
    if (!('geolocation' in navigator)) return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => setHere({ lat: coords.latitude, lon: coords.longitude }),
      () => undefined,
      // a whole night is spent on one battery: whoever rides wants to know about how far
      { enableHighAccuracy: false, maximumAge: 30_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, []);
  return here;
}
