import { ScimError, badRequest } from '../errors.ts';
import { type BoundFilter, bindElementFilter } from '../filter/bind.ts';
import { parseFilterAt } from '../filter/parse.ts';
import { type AttributeModel, type ExtensionModel, type ResourceModel, findAttribute } from '../model.ts';

/** What a PATCH path points at (RFC 7644 §3.5.2 figure 7). */
export type PatchPath =
  | { readonly kind: 'extension'; readonly extension: ExtensionModel }
  | {
      readonly kind: 'attribute';
      /** the top-level attribute */
      readonly attribute: AttributeModel;
      /** of the elements to work on; null: all of them, or the attribute as a whole */
      readonly filter: BoundFilter | null;
      readonly sub: AttributeModel | null;
    }
  /** well formed, but the model has no such attribute */
  | { readonly kind: 'unknown'; readonly path: string };

/**
 * Parses `attr`, `attr.sub`, `attr[filter]`, `attr[filter].sub`, URN-qualified or not, or an extension's URN alone.
 * @throws ScimError 400 `invalidPath` for text that is no path, `invalidFilter` for a broken filter in it
 */
export function parsePatchPath(text: string, model: ResourceModel): PatchPath {
  const bracket = text.indexOf('[');
  const name = bracket < 0 ? text : text.slice(0, bracket);
  if (!/^[A-Za-z$][\w$.:-]*$/.test(name)) throw invalidPath(text, 'it does not begin with an attribute name');
  const found = findAttribute(model, name);
  if (bracket < 0) {
    if (found === null) return { kind: 'unknown', path: text };
    if (found.kind === 'extension') return { kind: 'extension', extension: found.extension };
    const { attribute } = found;
    if (attribute.parent !== null) return { kind: 'attribute', attribute: attribute.parent, filter: null, sub: attribute };
    return { kind: 'attribute', attribute, filter: null, sub: null };
  }
  const { filter, end } = parseInner(text, bracket + 1);
  if (text[end] !== ']') throw invalidPath(text, 'its [filter] is not closed');
  const rest = text.slice(end + 1);
  if (rest !== '' && !/^\.[A-Za-z$][\w$-]*$/.test(rest)) throw invalidPath(text, `"${rest}" cannot follow the [filter]`);
  if (found === null) return { kind: 'unknown', path: text };
  if (found.kind === 'extension' || found.attribute.parent !== null || !found.attribute.definition.multiValued) {
    throw invalidPath(text, `"${name}" is not multi-valued, so it takes no [filter]`);
  }
  const { attribute } = found;
  const bound = bindElementFilter(filter, attribute);
  if (rest === '') return { kind: 'attribute', attribute, filter: bound, sub: null };
  const sub = attribute.subAttributes.get(rest.slice(1).toLowerCase());
  return sub === undefined ? { kind: 'unknown', path: text } : { kind: 'attribute', attribute, filter: bound, sub };
}

function parseInner(text: string, start: number) {
  try {
    return parseFilterAt(text, start);
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    throw invalidPath(text, error.message.replace(/^The filter cannot be read: |\.$/g, ''));
  }
}

function invalidPath(text: string, why: string): ScimError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return badRequest('invalidPath', `The PATCH path "${shown}" cannot be read: ${why}.`, { attribute: shown });
}
