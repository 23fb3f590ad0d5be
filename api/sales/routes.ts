import type { ApiDeps } from '../deps';
import type { Route } from '../route';
import { customerRoutes } from './customer-routes';
import { dealRoutes } from './deal-routes';
import { salesImportRoutes } from './import-routes';

/** Everything of sales. */
export function salesRoutes(deps: ApiDeps): Route[] {
  return [...customerRoutes(deps), ...dealRoutes(deps), ...salesImportRoutes(deps)];
}
