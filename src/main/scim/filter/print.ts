import type { Filter, FilterLiteral } from './ast.ts';

/** Writes a filter so that parsing it gives the same filter again. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'compare':
      return `${filter.path} ${filter.op} ${printLiteral(filter.value)}`;
    case 'present':
      return `${filter.path} pr`;
    case 'not':
      return `not (${printFilter(filter.filter)})`;
    case 'element':
      return `${filter.path}[${printFilter(filter.filter)}]`;
    case 'and':
    case 'or':
      return filter.filters.map(printPart).join(` ${filter.kind} `);
  }
}

function printPart(filter: Filter): string {
  return filter.kind === 'and' || filter.kind === 'or' ? `(${printFilter(filter)})` : printFilter(filter);
}

function printLiteral(value: FilterLiteral): string {
  return JSON.stringify(value);
}
