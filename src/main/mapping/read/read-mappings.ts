import type { MappingSet } from '#shared/contract/mappings.ts';
import type { JsonValue } from '#shared/scim/wire.ts';
import type { Location } from './json-shape.ts';

/** Mappings together with the file that they came from, so that it can be given back put right. */
export interface ReadMappings {
  readonly set: MappingSet;
  /** null where nothing is to be given back */
  readonly document: JsonValue | null;
  /** where each mapping stands in the document, by its id; and each object mapping, by its resource type */
  readonly locations: ReadonlyMap<string, Location>;
  /** what a level of the file is indented by; empty or left out: all on one line */
  readonly indent?: string;
}
