import type { WorkingHours } from '../../domain/calendars/working-calendar';

/** Monday to Friday from nine to six with an hour's break, in India. */
export const INDIAN_OFFICE: WorkingHours = {
  zone: 'Asia/Kolkata',
  calendar: {
    name: 'Office',
    weekly: [1, 2, 3, 4, 5].map((weekday) => ({
      weekday,
      spans: [
        { from: 540, to: 780 },
        { from: 840, to: 1080 },
      ],
    })),
    holidays: {},
  },
};
