import type {
  ExtensionAttributes,
  MappingCorrection,
  MappingFinding,
  MappingReport,
  MappingRow,
  MappingVerdict,
} from '#shared/contract/mappings.ts';

const words: Readonly<Record<MappingVerdict, string>> = {
  required: 'required',
  'required-missing': 'MISSING',
  optional: 'optional',
  'optional-missing': 'not mapped',
  refused: 'REFUSED',
  tolerated: 'tolerated',
  suspicious: 'suspicious',
};

/** The report of `mapping lint` for people: a table, what to do, and the attributes to declare. */
export function tellMappings(report: MappingReport, correction: MappingCorrection, extensions: ExtensionAttributes): string {
  const problems = [...report.findings, ...report.rows.flatMap(({ findings }) => findings)].filter(isProblem);
  return [
    `${report.set.title}: ${lowerFirst(report.sentence)}`,
    ...report.set.remarks,
    '',
    ...table(report.rows),
    ...(problems.length === 0 ? [] : ['', ...problems.flatMap(lines)]),
    ...(correction.changes.length === 0
      ? []
      : ['', 'To put right:', ...correction.changes.map(({ sentence }) => `  ${sentence}`)]),
    ...(correction.changes.length === 0 ? [] : correction.remarks.map((remark) => `  ${remark}`)),
    ...(declares(report) ? ['', `Attributes to declare (${extensions.clickPath?.join(' > ') ?? ''}):`, extensions.text] : []),
  ].join('\n');
}

function isProblem({ severity }: MappingFinding): boolean {
  return severity === 'refused' || severity === 'warning';
}

function lines({ severity, what, why, fix, clickPath }: MappingFinding): string[] {
  const where = clickPath === null ? '' : ` (${clickPath.join(' > ')})`;
  return [`${severity === 'refused' ? 'x' : '!'} ${what}`, `    ${why}`, `    ${fix}${where}`];
}

/** Only Entra ID has an attribute list, and it matters only when an extension is mapped. */
function declares({ set, rows }: MappingReport): boolean {
  return (
    set.source === 'entra' && rows.some(({ mapping, attribute }) => mapping !== null && /extension:meisterplan/i.test(attribute))
  );
}

function table(rows: readonly MappingRow[]): string[] {
  const cells = rows.map(({ verdict, resourceType, attribute, mapping }) => {
    const source = mapping === null ? '-' : mapping.source === '' ? (mapping.defaultValue ?? '-') : mapping.source;
    return [words[verdict], resourceType, attribute, shorten(source)];
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
