import { languageChoiceSchema } from '../../domain/wire/common';
import { chooseLanguage } from '../../modules/people/use-cases/choose-language';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** In which language I read the app. `GET /me` says it. */
export function languageRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'put',
      path: '/me/language',
      tag: 'Session',
      summary: 'Choose the language of the app, or leave it to the browser',
      body: languageChoiceSchema,
      answer: languageChoiceSchema,
      async handle({ principal, body }) {
        await chooseLanguage(deps, principal, body);
        return body;
      },
    }),
  ];
}
