import type { JsonValue } from '#shared/scim/wire.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import type { Work } from '../directory/work.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { QueryParameters } from '../scim/query.ts';
import type { Route } from './route.ts';

/** One authenticated request, on its way to the use case. */
export interface Task {
  readonly profile: CompiledProfile;
  /** what all use cases need; the model comes with the route */
  readonly work: Omit<Work, 'model'>;
  readonly method: string;
  readonly route: Route;
  readonly params: QueryParameters;
  readonly body: JsonValue | undefined;
  /** bytes of the body, for the limit of a bulk request */
  readonly bodyBytes: number;
  /** second half of a bulk create, which needs PATCH even where the profile offers none */
  readonly completesCreate?: boolean;
  /** collects what the dialect step forgave */
  readonly forgiven: Forgiven[];
}
