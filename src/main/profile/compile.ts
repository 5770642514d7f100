import type { ResourceTypeDefinition, SchemaDefinition } from '#shared/scim/wire.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { type ResourceModel, compileModel } from '../scim/model.ts';
import type { Profile, ProfileFeatures } from './profile.ts';

/** A profile with everything that requests ask of it, worked out once at start. */
export interface CompiledProfile {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly features: ProfileFeatures;
  /** where the profile departs from the defaults of the rules */
  readonly rules: Partial<RuleSettings>;
  readonly schemas: readonly SchemaDefinition[];
  readonly resourceTypes: readonly ResourceTypeDefinition[];
  /** in the order of the file */
  readonly models: readonly ResourceModel[];
  /** @param segment the path segment without slash, in any case: `Users` */
  byEndpoint(segment: string): ResourceModel | undefined;
  /** @param name of the resource type, in any case: `User` */
  byName(name: string): ResourceModel | undefined;
}

/** Works a profile out that `parseProfile` has checked. */
export function compileProfile(profile: Profile): CompiledProfile {
  const { id, name, description, features, rules, schemas, resourceTypes } = profile;
  const models = resourceTypes.map((type) => compileModel(type, schemas));
  const endpoints = new Map(models.map((model) => [model.type.endpoint.slice(1).toLowerCase(), model]));
  const names = new Map(models.map((model) => [model.type.name.toLowerCase(), model]));
  return {
    id,
    name,
    description,
    features,
    rules,
    schemas,
    resourceTypes,
    models,
    byEndpoint: (segment) => endpoints.get(segment.toLowerCase()),
    byName: (wanted) => names.get(wanted.toLowerCase()),
  };
}
