import { useEffect, useState } from 'react';

export interface Spot {
  lat: number;
  lon: number;
}

/**
 * Where the phone is while the screen is seen; undefined where it does not know or may not say. `isExact`: as well as it
 * can, for a screen that is seen for a minute.
 */
export function useHere({ isExact = false } = {}): Spot | undefined {
  const [here, setHere] = useState<Spot>();
  useEffect(() => {
    if (!('geolocation' in navigator)) return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => setHere({ lat: coords.latitude, lon: coords.longitude }),
      () => undefined,
      // a whole night is spent on one battery: whoever rides wants to know about how far
      { enableHighAccuracy: isExact, maximumAge: 30_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [isExact]);
  return here;
}
