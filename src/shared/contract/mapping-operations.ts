import { z } from 'zod';
import { ExtensionAttributes, MappingCorrection, MappingPreview, MappingReport, SamplePerson } from './mappings.ts';
import { Whose } from './exchanges.ts';
import { ObservedObject } from './observed.ts';
import { command, query } from './operation.ts';

/** Bytes of a file that is taken; real exports have some hundred kilobytes. */
export const MAPPING_FILE_LIMIT = 5 * 1024 * 1024;

/** The mapping that the admin gave last, judged by the rules as they are set now. */
export const ImportedMapping = z.object({
  name: z.string(),
  /** `ticked`: ticked by hand from Okta's attributes */
  kind: z.enum(['file', 'ticked']),
  bytes: z.number().int(),
  imported: z.string(),
  report: MappingReport,
});
export type ImportedMapping = z.infer<typeof ImportedMapping>;

/** What real traffic carried, judged like a file. */
export const ObservedMapping = z.object({
  report: MappingReport,
  objects: z.array(ObservedObject),
  /** exchanges of the log that were gone through */
  looked: z.number().int(),
  /** the log holds older ones, which were not */
  bounded: z.boolean(),
  /** who sent it: what the simulator sent is shown as long as nothing came from outside */
  whose: Whose,
});
export type ObservedMapping = z.infer<typeof ObservedMapping>;

/** An attribute that can be ticked for Okta. */
export const TickableAttribute = z.object({
  /** the SCIM attribute: `name.givenName` */
  target: z.string(),
  /** the variable name of Okta's app profile, as its screens show it: `givenName` */
  property: z.string(),
  /** the source that Okta maps to it by default: `user.firstName`; null: none */
  source: z.string().nullable(),
  /** Okta always sends it, so it cannot be taken off */
  always: z.boolean(),
});
export type TickableAttribute = z.infer<typeof TickableAttribute>;

/** What no export and no request tells. */
export const MappingSettings = z.object({
  /** the source attribute that is sent as NameID of the SAML log-in, in the identity provider's words; null: the usual one */
  nameId: z.string().trim().min(1).max(200).nullable(),
});
export type MappingSettings = z.infer<typeof MappingSettings>;

const From = z.object({ from: z.enum(['file', 'traffic']) });

export const mappings = {
  /** null: none was given, or it was removed */
  file: query(z.object({}), z.object({ file: ImportedMapping.nullable() })),
  /** Judges an export and remembers it in the place of the last one. Error `invalid_input` says what the file looks like when it is none. */
  importFile: command(
    z.object({
      name: z.string().trim().min(1).max(255),
      /** a file as its bytes, because only they tell what it is; what was pasted as text */
      content: z.union([z.object({ text: z.string() }), z.object({ base64: z.base64() })]),
    }),
    ImportedMapping,
    // The bytes come as base64.
    { maxBody: Math.ceil((MAPPING_FILE_LIMIT * 4) / 3) + 1024 },
  ),
  tickable: query(z.object({}), z.object({ items: z.array(TickableAttribute) })),
  /** The same for the attributes that are ticked in Okta. */
  tick: command(z.object({ targets: z.array(z.string().min(1).max(200)).min(1).max(200) }), ImportedMapping),
  settings: query(z.object({}), MappingSettings),
  saveSettings: command(MappingSettings, MappingSettings),
  removeFile: command(z.object({}), z.object({ removed: z.boolean() })),
  observed: query(z.object({}), ObservedMapping),
  /** Error `not_found` where there is no file, or no traffic yet. */
  correction: query(From, MappingCorrection),
  extensions: query(From, ExtensionAttributes),
  /** What the identity provider would send for a person; of the file only, because traffic does not tell where its values come from. */
  preview: query(z.object({ person: SamplePerson }), MappingPreview),
};
