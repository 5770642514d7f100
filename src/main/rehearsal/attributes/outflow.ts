import type { Mapping, MappingSet, SamplePerson } from '#shared/contract/mappings.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { type Flow, bodyOf, isSchemaList } from '../../mapping/body.ts';
import { valueFor } from '../../mapping/source.ts';
import type { ResourceModel } from '../../scim/model.ts';
import type { Person } from '../company/person.ts';

/** What the mappings make of a person: the values that flow, and the body that they form. */
export class Outflow {
  readonly title: string;
  /** where the manager goes, who is sent once both people are there; null when the mappings have no manager */
  readonly managerTarget: string | null;
  /** whether `active` is among the mappings */
  readonly sendsActive: boolean;
  readonly #set: MappingSet;
  readonly #mappings: readonly Mapping[];
  readonly #model: ResourceModel;
  readonly #unread = new Map<string, string>();

  constructor(set: MappingSet, model: ResourceModel) {
    this.title = set.title;
    this.#set = set;
    this.#model = model;
    const mappings = set.objects.find(({ resourceType }) => resourceType === 'User')?.mappings ?? [];
    this.managerTarget = mappings.find(({ target }) => isManager(target))?.target ?? null;
    this.#mappings = mappings.filter(({ target }) => !isManager(target));
    this.sendsActive = mappings.some(({ target }) => target.toLowerCase() === 'active');
  }

  /** In the order of the mappings; what has no value does not flow. */
  flowsOf(person: Person): Flow[] {
    const { idp } = this.#set;
    const sample = sampleOf(person);
    return this.#mappings.flatMap((mapping): Flow[] => {
      if (isSchemaList(mapping, idp)) return [{ mapping, value: mapping.source }];
      const evaluated = valueFor(mapping, idp, sample);
      if (!evaluated.done) this.#unread.set(mapping.target, evaluated.why);
      return evaluated.done && evaluated.value !== null ? [{ mapping, value: evaluated.value }] : [];
    });
  }

  /** As a new resource, with flags as true booleans, which is how every provider creates. */
  bodyOf(person: Person): JsonObject {
    return withBooleans(bodyOf(this.flowsOf(person), this.#model, this.#set.idp));
  }

  /** The value that people are matched by; null when the mappings send none. */
  userNameOf(person: Person): string | null {
    const flow = this.flowsOf(person).find(({ mapping }) => mapping.target.toLowerCase() === 'username');
    return flow === undefined || flow.value === '' ? null : String(flow.value);
  }

  /** What could not be worked out and was therefore not sent, in sentences. */
  get remarks(): string[] {
    return [...this.#unread].map(([target, why]) => `\`${target}\` is not sent in this rehearsal. ${why}`);
  }
}

function isManager(target: string): boolean {
  return /(?:^|:)manager(?:\.value)?$/i.test(target);
}

/** The person under every name that the identity providers have for the attributes. */
function sampleOf(person: Person): SamplePerson {
  const { userName, mail, givenName, familyName, displayName, active, department, jobTitle, objectId } = person;
  return {
    userName,
    email: mail ?? '',
    givenName,
    familyName,
    displayName,
    active,
    others: {
      department,
      jobTitle,
      title: jobTitle,
      objectId,
      employeeId: person.key,
      mailNickname: userName.split('@')[0] ?? '',
      preferredLanguage: 'en-US',
      scimusername: userName,
    },
  };
}

/** `bodyOf` writes Entra ID's flags as text, as its PATCH does; a POST has booleans (its SCIM guide). */
function withBooleans(body: JsonObject): JsonObject {
  const converted: JsonObject = {};
  for (const [key, value] of Object.entries(body)) {
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
    const known = value === 'True' || value === 'False' ? value === 'True' : value;
    Object.defineProperty(converted, key, {
      value: isNested ? withBooleans(value) : known,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return converted;
}
