import type { LinkedResource, ResourceFileProblem } from '#shared/contract/resources.ts';
import type { TableSource } from '#shared/contract/table-file.ts';
import { readTable } from '../table/read-table.ts';
import type { TableRow } from '../table/table.ts';
import { TableFileError } from '../table/table-file-error.ts';

/** A resource list as a file tells it. */
export interface ResourceFile {
  readonly source: TableSource;
  readonly columns: { readonly id: string; readonly name: string };
  /** each id once, in the order of the file */
  readonly resources: readonly LinkedResource[];
  readonly problems: readonly ResourceFileProblem[];
}

const EXPECTED = 'A CSV file or an Excel workbook with two columns is expected: the id of each resource, and its name.';
const MOST_RESOURCES = 100_000;
const LONGEST = 500;

/** Headings of an export, folded and without spaces and punctuation; English and German, as the product's own screens are. */
const ID_HEADINGS: ReadonlySet<string> = new Set([
  'id',
  'resourceid',
  'linkedresourceid',
  'ressourcenid',
  'ressourceid',
  'externalid',
  'key',
  'schlüssel',
]);
const NAME_HEADINGS: ReadonlySet<string> = new Set([
  'name',
  'resourcename',
  'resource',
  'ressource',
  'ressourcenname',
  'displayname',
  'bezeichnung',
]);

/**
 * Reads a resource list: CSV or a workbook, with a column for the id and one for the name.
 * @throws TableFileError for a file that cannot be read as one; the message names the line where that is known
 */
export async function readResources(bytes: Uint8Array): Promise<ResourceFile> {
  const { source, rows, remarks } = await readTable(bytes, { sentence: EXPECTED, columns: 2 });
  const [first] = rows;
  if (first === undefined) throw new TableFileError(`The file has no line with text. ${EXPECTED}`);
  const columns = findColumns(first);
  const problems: ResourceFileProblem[] = remarks.map((remark) => ({ ...remark, effect: 'read' }));
  if (!columns.hasHeader) {
    const what = `Line ${first.line} is no heading: its first column is taken as the id, its second as the name.`;
    problems.push({ line: first.line, effect: 'read', what });
  }
  const resources = collect(columns.hasHeader ? rows.slice(1) : rows, columns, problems);
  if (resources.length === 0) {
    throw new TableFileError(`No line of the file holds a resource${columns.hasHeader ? ' below the heading' : ''}. ${EXPECTED}`);
  }
  return { source, columns: { id: columns.idHeading, name: columns.nameHeading }, resources, problems };
}

interface Columns {
  readonly id: number;
  readonly name: number;
  readonly idHeading: string;
  readonly nameHeading: string;
  readonly hasHeader: boolean;
}

function findColumns({ line, fields }: TableRow): Columns {
  const headings = fields.map((field) => field.toLowerCase().replace(/[\s_.:-]/g, ''));
  const id = headings.findIndex((heading) => ID_HEADINGS.has(heading));
  const name = headings.findIndex((heading) => NAME_HEADINGS.has(heading));
  if (id !== -1 && name !== -1) {
    return { id, name, idHeading: fields[id] ?? '', nameHeading: fields[name] ?? '', hasHeader: true };
  }
  if (id === -1 && name === -1 && fields.length === 2) {
    return { id: 0, name: 1, idHeading: 'first column', nameHeading: 'second column', hasHeader: false };
  }
  const missing = id === -1 ? 'the id ("ID")' : 'the name ("Name")';
  const shown = fields.slice(0, 8).map((field) => `"${field.slice(0, 40)}"`);
  throw new TableFileError(
    `Line ${line}: no column is headed as ${missing}; the headings are ${shown.join(', ')}. Rename the heading, or leave just the two columns.`,
  );
}

function collect(lines: readonly TableRow[], columns: Columns, problems: ResourceFileProblem[]): LinkedResource[] {
  const known = new Map<string, { name: string; line: number }>();
  for (const { line, fields } of lines) {
    const id = fields[columns.id]?.trim() ?? '';
    const name = fields[columns.name]?.trim() ?? '';
    const fault = faultOf(id, name, known.get(id));
    if (fault !== null) problems.push({ line, effect: 'left-out', what: fault });
    else {
      if (name === '') problems.push({ line, effect: 'read', what: `Resource "${id}" has no name; its id stands for it.` });
      known.set(id, { name: name === '' ? id : name, line });
    }
    if (known.size > MOST_RESOURCES) {
      throw new TableFileError(`Line ${line}: the file holds more than 100,000 resources, the most that a sandbox takes.`);
    }
  }
  return [...known].map(([id, { name }]) => ({ id, name }));
}

function faultOf(id: string, name: string, earlier: { name: string; line: number } | undefined): string | null {
  if (id === '') return name === '' ? 'The line has neither id nor name.' : `"${name.slice(0, 100)}" has no id.`;
  if (id.length > LONGEST || name.length > LONGEST) return `The id or the name is longer than ${LONGEST} characters.`;
  if (earlier === undefined) return null;
  const same = earlier.name === (name === '' ? id : name);
  return `Id "${id.slice(0, 100)}" was there in line ${earlier.line} already${same ? '' : `, as "${earlier.name.slice(0, 100)}"`}; that one counts.`;
}
