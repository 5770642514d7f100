import type { JsonObject } from '#shared/scim/wire.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import { etagOf } from '../scim/etag.ts';
import type { AttributeModel, ResourceModel } from '../scim/model.ts';
import type { Projection } from '../scim/projection.ts';
import type { MemberRow } from '../store/repositories/members.ts';
import type { StoredDocument } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { parseDoc } from '../store/document.ts';
import { nameOf } from './work.ts';

/** What presenting needs of a request. */
export interface Presentation {
  readonly tx: Tx;
  readonly model: ResourceModel;
  readonly base: string;
  readonly profile: CompiledProfile;
}

/**
 * A stored resource as its client reads it, as JSON text. The stored text is sent as it is wherever the answer is the default
 * view: a page of a hundred users is then joined, not parsed.
 */
export function present(
  context: Presentation,
  row: StoredDocument,
  projection: Projection | null,
  related: JsonObject | null = relatedValues(context, row, projection),
): string {
  if (isDefaultView(row.doc, projection)) {
    const extra = related === null ? '' : `,${JSON.stringify(related).slice(1, -1)}`;
    return `${row.doc.slice(0, -1)}${extra},"meta":${metaText(context, row)}}`;
  }
  return JSON.stringify(projection?.apply(fullResource(context, row, related)));
}

/** A page of resources, each as `present` gives it; what they are related to is fetched for all at once. */
export function presentPage(context: Presentation, rows: readonly StoredDocument[], projection: Projection | null): string[] {
  const { tx, model } = context;
  const groups = groupsAttribute(model);
  if (groups === null || (projection !== null && !projection.needs(groups))) {
    return rows.map((row) => present(context, row, projection));
  }
  const memberships = tx.members.groupsOfMany(rows.map((row) => row.seq));
  return rows.map((row) => present(context, row, projection, groupValues(context, memberships.get(row.seq) ?? [])));
}

function isDefaultView(doc: string, projection: Projection | null): boolean {
  return projection === null || (projection.marks !== null && !projection.marks.some((mark) => doc.includes(mark)));
}

/** A stored resource with everything that a filter or a projection may ask of it. */
export function fullResource(context: Presentation, row: StoredDocument, related: JsonObject | null): JsonObject {
  return { ...parseDoc(row), ...related, meta: JSON.parse(metaText(context, row)) as JsonObject };
}

/** `location` for the header and the body (RFC 7644 §3.1) */
function locationOf({ base, model }: Pick<Presentation, 'base' | 'model'>, id: string): string {
  return `${base}${model.type.endpoint}/${encodeURIComponent(id)}`;
}

/** `Location`, and `ETag` where the profile offers versions (RFC 7644 §3.1, §3.14) */
export function headersFor(
  context: Presentation,
  { id, version }: Pick<StoredDocument, 'id' | 'version'>,
): Record<string, string> {
  return { Location: locationOf(context, id), ...(context.profile.features.etag ? { ETag: etagOf(version) } : {}) };
}

/** RFC 7643 §3.1; `version` only where versions are offered */
function metaText(context: Presentation, row: StoredDocument): string {
  const { name } = context.model.type;
  const location = JSON.stringify(locationOf(context, row.id));
  const version = context.profile.features.etag ? `,"version":"W/\\"${row.version}\\""` : '';
  return `{"resourceType":${JSON.stringify(name)},"created":"${row.created}","lastModified":"${row.modified}","location":${location}${version}}`;
}

/**
 * Values that are not in the document: members of a group, and the groups of a user where the profile has them.
 * @returns null when there are none, or none are wanted
 */
export function relatedValues(context: Presentation, row: StoredDocument, projection: Projection | null): JsonObject | null {
  const { tx, model } = context;
  if (model.relational !== null) {
    if (projection !== null && !projection.needs(model.relational)) return null;
    const { name, subAttributes } = model.relational;
    const members = tx.members.list(row.seq);
    return members.length === 0 ? null : { [name]: members.map((one) => memberValue(context, subAttributes, one, one.type)) };
  }
  const groups = groupsAttribute(model);
  if (groups === null || (projection !== null && !projection.needs(groups))) return null;
  return groupValues(context, tx.members.groupsOf(row.seq));
}

function groupValues(context: Presentation, groups: readonly MemberRow[]): JsonObject | null {
  const declared = groupsAttribute(context.model)?.subAttributes;
  if (declared === undefined || groups.length === 0) return null;
  return { groups: groups.map((one) => memberValue(context, declared, one, 'direct')) };
}

/** RFC 7643 §4.1.2: a user's `groups` are readOnly and follow from the groups' members. */
export function groupsAttribute(model: ResourceModel): AttributeModel | null {
  const groups = model.attributes.get('groups');
  return groups !== undefined && groups.definition.mutability === 'readOnly' ? groups : null;
}

/** Only sub-attributes that the profile declares; `$ref` only to what it serves. */
function memberValue(
  { base, profile }: Presentation,
  declared: AttributeModel['subAttributes'],
  member: MemberRow,
  type: string,
): JsonObject {
  const endpoint = profile.byName(member.type)?.type.endpoint;
  return {
    ...(declared.has('value') ? { value: member.id } : {}),
    ...(declared.has('$ref') && endpoint !== undefined ? { $ref: `${base}${endpoint}/${member.id}` } : {}),
    ...(declared.has('display') ? { display: nameOf(parseDoc(member)) } : {}),
    ...(declared.has('type') ? { type } : {}),
  };
}
