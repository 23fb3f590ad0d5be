import { z } from 'zod';
import { NOTICE_CHANNELS, NOTICE_TYPES, notices } from '../notifications/notices';

const noticeType = z.enum(NOTICE_TYPES);
const channel = z.enum(NOTICE_CHANNELS);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time of day such as 22:00');

/** When pushes, sounds and mails that can wait are held. `days` are those on which it begins, 1 (Monday) to 7. */
const quietHoursSchema = z
  .strictObject({
    from: time,
    to: time,
    days: z
      .array(z.number().int().min(1).max(7))
      .min(1, 'Choose a day, or none of it')
      .max(7)
      .refine((days) => new Set(days).size === days.length, 'Name each day once'),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'Use another time than the first',
  });

const cellSchema = z.object({
  type: noticeType,
  channel,
  wanted: z.boolean(),
  /** Nobody can turn it off. */
  locked: z.boolean(),
});

/** `GET /notification-preferences`: every cell there is, and the quiet hours in the person's zone. */
export const notificationPreferencesSchema = z.object({
  types: z.array(z.object({ type: noticeType, label: z.string(), help: z.string() })),
  cells: z.array(cellSchema),
  quietHours: quietHoursSchema.nullable(),
  zone: z.string(),
});

/** `PUT /notification-preferences`: what is named is set, all else stays. A cell that is locked is refused. */
export const editNotificationPreferencesSchema = z.strictObject({
  cells: z
    .array(
      z
        .strictObject({ type: noticeType, channel, wanted: z.boolean() })
        .refine(({ type, channel: by }) => notices[type].channels[by] !== undefined, {
          path: ['channel'],
          message: 'There is no such channel for this',
        })
        .refine(
          ({ type, channel: by, wanted }) => wanted || notices[type].channels[by] !== 'always',
          {
            path: ['wanted'],
            message: 'This always reaches you and cannot be turned off',
          },
        ),
    )
    .max(100)
    .optional(),
  quietHours: quietHoursSchema.nullable().optional(),
});

/** What `notificationPreferencesSchema` describes. */
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;
/** What `editNotificationPreferencesSchema` describes. */
export type EditNotificationPreferences = z.infer<typeof editNotificationPreferencesSchema>;
