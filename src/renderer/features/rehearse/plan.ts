import type { TFunction } from 'i18next';
import type { ImportedMapping } from '#shared/contract/mapping-operations.ts';
import { COMPANY_FILE_LIMIT, SimulatedIdp, type StoryName } from '#shared/contract/rehearsals.ts';
import type { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { readAsBase64 } from '../../platform/files.ts';

/** A file as the admin gave it. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** A list as the admin gave it; what its bytes mean, the service finds out. */
export interface GivenList {
  readonly name: string;
  /** base64 */
  readonly content: string;
}

/** What stands in the form. */
export interface Draft {
  readonly idp: SimulatedIdp;
  readonly mapping: 'given' | 'meisterplan' | 'default' | 'file';
  readonly mappingFile: GivenFile | null;
  readonly people: 'generated' | 'file';
  readonly peopleFile: GivenList | null;
  readonly size: number;
  readonly groups: number;
  readonly seed: number;
  /** null: all that the identity provider has */
  readonly stories: readonly StoryName[] | null;
  readonly target: 'sandbox' | 'endpoint';
  readonly url: string;
  readonly token: string;
  readonly confirmHost: string;
  readonly deletes: boolean;
}

const FIRST_DRAFT: Draft = {
  idp: 'entra',
  mapping: 'meisterplan',
  mappingFile: null,
  people: 'generated',
  peopleFile: null,
  size: 50,
  groups: 5,
  seed: 1,
  stories: null,
  target: 'sandbox',
  url: '',
  token: '',
  confirmHost: '',
  deletes: false,
};

/** What the form begins with: the mapping that was given on Mappings, where there is one, and the identity provider whose it is. */
export function firstDraft(given: ImportedMapping | null): Draft {
  const idp = SimulatedIdp.safeParse(given?.report.set.idp);
  return idp.success ? { ...FIRST_DRAFT, idp: idp.data, mapping: 'given' } : FIRST_DRAFT;
}

export type RehearsalInput = Parameters<(typeof client)['rehearsals']['start']>[0];

/** What is sent for a draft; null while a file is missing. */
export function startOf(draft: Draft): RehearsalInput | null {
  const { idp, mapping, mappingFile, people, peopleFile, size, groups, seed, stories, target } = draft;
  const mapped = mappingOf(mapping, mappingFile);
  if (mapped === null) return null;
  if (people === 'file' && peopleFile === null) return null;
  return {
    idp,
    mapping: mapped,
    people:
      people === 'file' && peopleFile !== null
        ? { kind: 'file', ...peopleFile }
        : { kind: 'generated', people: size, groups, seed },
    ...(stories === null ? {} : { stories: [...stories] }),
    ...(target === 'sandbox'
      ? { target: { kind: 'sandbox' } }
      : {
          target: { kind: 'endpoint', url: draft.url },
          token: draft.token,
          confirmHost: draft.confirmHost,
          deletes: draft.deletes,
        }),
  };
}

function mappingOf(kind: Draft['mapping'], file: GivenFile | null): NonNullable<RehearsalInput['mapping']> | null {
  if (kind !== 'file') return { kind };
  return file === null ? null : { kind, ...file };
}

/** The host name of an endpoint that is not on this machine; null where it is, or where the URL is not complete yet. */
export function remoteHost(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.') || hostname === '' ? null : hostname;
}

/** The text of a file: UTF-8, or what Excel saves in Western Europe. */
export async function readGiven(file: File): Promise<GivenFile> {
  const bytes = await file.arrayBuffer();
  try {
    return { name: file.name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Not UTF-8; what it is then, the service says.
    return { name: file.name, text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

/** @throws Failure for a file that is too large, or that the disk does not give */
export async function readList(file: File, t: TFunction): Promise<GivenList> {
  const { name } = file;
  if (file.size > COMPANY_FILE_LIMIT) throw new Failure('invalid_input', t('rehearse.people.tooLarge', { name }));
  try {
    return { name, content: await readAsBase64(file) };
  } catch (error) {
    throw new Failure('invalid_input', t('rehearse.people.unreadable', { name }), { cause: error });
  }
}
