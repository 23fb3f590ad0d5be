import {
  editNotificationPreferencesSchema,
  notificationPreferencesSchema,
} from '../../domain/wire/notification-preferences';
import { readPreferences } from '../../modules/notifications/queries-of-preferences';
import { savePreferences } from '../../modules/notifications/use-cases/save-preferences';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Notifications';

/** By which channels I am told of what, and when not. */
export function preferenceRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/notification-preferences',
      tag,
      summary: 'By which channels I am told of what, and my quiet hours',
      answer: notificationPreferencesSchema,
      handle: ({ principal }) => readPreferences(deps.db, principal),
    }),
    defineRoute({
      method: 'put',
      path: '/notification-preferences',
      tag,
      summary: 'Choose channels and quiet hours; what is not named stays',
      body: editNotificationPreferencesSchema,
      answer: notificationPreferencesSchema,
      handle: ({ body, principal }) => savePreferences(deps, principal, body),
    }),
  ];
}
