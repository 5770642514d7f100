import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping } from '#shared/contract/mappings.ts';
import type { ResourceModel } from '../../scim/model.ts';
import type { MappingContext } from '../context.ts';
import type { Listed, Target } from '../target.ts';

/** One mapping with what its target names. */
export interface Placed {
  readonly mapping: Mapping;
  readonly target: Target;
}

/** Everything that one kind of object is judged by. */
export interface Bench {
  readonly idp: Idp;
  readonly model: ResourceModel;
  readonly listed: readonly Listed[];
  readonly context: MappingContext;
}
