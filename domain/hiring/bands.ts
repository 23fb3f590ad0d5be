/** Bands of pay that positions are in, lowest first. */
export const BANDS = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6'] as const;
