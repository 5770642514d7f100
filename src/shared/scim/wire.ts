import { z } from 'zod';

/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
/** A JSON object; absent members read as `undefined`. */
export interface JsonObject {
  [member: string]: JsonValue | undefined;
}

/** RFC 7643 §2.3 data types. */
export const AttributeType = z.enum(['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex']);
export type AttributeType = z.infer<typeof AttributeType>;

/** One attribute with every characteristic of RFC 7643 §7. */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[] | undefined;
  readonly referenceTypes?: readonly string[] | undefined;
  readonly subAttributes?: readonly AttributeDefinition[] | undefined;
}

/** The JSON form of an attribute definition; characteristics left out take the RFC 7643 §2.2 defaults. */
export const AttributeDefinition: z.ZodType<AttributeDefinition> = z.strictObject({
  name: z.string().regex(/^(\$ref|[A-Za-z][A-Za-z0-9_-]*)$/, 'must be an attribute name (RFC 7643 §2.1)'),
  type: AttributeType.default('string'),
  multiValued: z.boolean().default(false),
  description: z.string().default(''),
  required: z.boolean().default(false),
  caseExact: z.boolean().default(false),
  mutability: z.enum(['readOnly', 'readWrite', 'immutable', 'writeOnly']).default('readWrite'),
  returned: z.enum(['always', 'never', 'default', 'request']).default('default'),
  uniqueness: z.enum(['none', 'server', 'global']).default('none'),
  canonicalValues: z.array(z.string()).optional(),
  referenceTypes: z.array(z.string()).optional(),
  get subAttributes() {
    return z.array(AttributeDefinition).optional();
  },
});

/** RFC 7643 §7: a schema definition. */
export const SchemaDefinition = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  description: z.string().default(''),
  attributes: z.array(AttributeDefinition),
});
export type SchemaDefinition = z.infer<typeof SchemaDefinition>;

/** RFC 7643 §6: a resource type definition. */
export const ResourceTypeDefinition = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  description: z.string().default(''),
  endpoint: z.string().regex(/^\/[A-Za-z][A-Za-z0-9-]*$/, 'must be one path segment such as "/Users"'),
  schema: z.string().min(1),
  schemaExtensions: z.array(z.strictObject({ schema: z.string().min(1), required: z.boolean() })).default([]),
});
export type ResourceTypeDefinition = z.infer<typeof ResourceTypeDefinition>;

/** RFC 7644 §3.12 table 9. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';
