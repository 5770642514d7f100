import type { AttributeModel, ResourceModel } from '../scim/model.ts';

/** What the dialect step needs to know of an attribute: how its values are shaped. */
export interface Shape {
  readonly name: string;
  /** as an admin writes it: `emails.value`, `urn:…:User:department` */
  readonly label: string;
  readonly boolean: boolean;
  readonly complex: boolean;
  readonly multiValued: boolean;
  readonly readOnly: boolean;
  readonly subs: Names<Shape>;
}

/** The shapes of one resource type, computed once per model. */
export interface Shapes {
  readonly coreUrn: string;
  readonly attributes: Names<Shape>;
  readonly extensions: Names<Extension>;
  /** core schema (`extension` null) and extensions, the longest URN first: one URN may be how another begins */
  readonly schemas: readonly { readonly urn: string; readonly extension: Extension | null }[];
}

export interface Extension {
  readonly urn: string;
  readonly attributes: Names<Shape>;
}

/** Looks names up in any case; the case of the schema, which nearly all senders use, without folding. */
export class Names<T> {
  readonly #exact = new Map<string, T>();
  readonly #folded = new Map<string, T>();

  constructor(entries: Iterable<readonly [string, T]>) {
    for (const [name, value] of entries) {
      this.#exact.set(name, value);
      this.#folded.set(name.toLowerCase(), value);
    }
  }

  get(name: string): T | undefined {
    return this.#exact.get(name) ?? this.#folded.get(name.toLowerCase());
  }

  values(): Iterable<T> {
    return this.#exact.values();
  }
}

/**
 * The shapes of a resource type: its model seen as values to be shaped, without `schemas`, which has a reader of its own.
 * Computed once per model.
 */
export function shapesOf(model: ResourceModel): Shapes {
  let shapes = computed.get(model);
  if (shapes === undefined) {
    const coreUrn = model.type.schema;
    const extensions = [...model.extensions.values()].map(({ urn, attributes }) => ({ urn, attributes: namesOf(attributes) }));
    shapes = {
      coreUrn,
      attributes: namesOf(model.attributes, (name) => name !== 'schemas'),
      extensions: new Names(extensions.map((one) => [one.urn, one])),
      schemas: [
        { urn: coreUrn, extension: null },
        ...extensions.map((extension) => ({ urn: extension.urn, extension })),
      ].toSorted((a, b) => b.urn.length - a.urn.length),
    };
    computed.set(model, shapes);
  }
  return shapes;
}

const computed = new WeakMap<ResourceModel, Shapes>();

function namesOf(
  attributes: ReadonlyMap<string, AttributeModel>,
  wanted: (foldedName: string) => boolean = () => true,
): Names<Shape> {
  return new Names(
    [...attributes]
      .filter(([folded]) => wanted(folded))
      .map(([, { name, path, definition, subAttributes }]) => [
        name,
        {
          name,
          label: path,
          boolean: definition.type === 'boolean',
          complex: definition.type === 'complex',
          multiValued: definition.multiValued,
          readOnly: definition.mutability === 'readOnly',
          subs: namesOf(subAttributes),
        },
      ]),
  );
}
