/** How a form that somebody fills in before their first day stands. */
export const FORM_STATES = ['open', 'submitted', 'accepted'] as const;
/** @see FORM_STATES */
export type FormState = (typeof FORM_STATES)[number];

/** Sizes of what newcomers are given to wear. */
export const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL'] as const;
