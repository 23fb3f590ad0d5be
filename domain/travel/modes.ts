/** How people travel. */
export const TRAVEL_MODES = ['flight', 'train', 'bus', 'car', 'taxi'] as const;
/** @see TRAVEL_MODES */
export type TravelMode = (typeof TRAVEL_MODES)[number];

/** What people call a way to travel. */
export const TRAVEL_MODE_NAMES: Record<TravelMode, string> = {
  flight: 'Flight',
  train: 'Train',
  bus: 'Bus',
  car: 'Own car',
  taxi: 'Taxi',
};
