import { createContext, useContext } from 'react';

/** The tour of the signed-in person, as the menu offers it. */
interface OfferedTour {
  label: string;
  start: () => void;
}

/** Null where there is no tour to offer: before it is known how far one has come. */
export const TourContext = createContext<OfferedTour | null>(null);

/** The tour to offer, if any. */
export function useOfferedTour(): OfferedTour | null {
  return useContext(TourContext);
}
