import type { Filter } from './ast.ts';

/** Writes a filter so that parsing it gives the same filter again. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.map((operand) => printOperand(filter.kind, operand)).join(` ${filter.kind} `);
    case 'not':
      return `not (${printFilter(filter.operand)})`;
    case 'present':
      return `${filter.path} pr`;
    case 'compare':
      return `${filter.path} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'element':
      return `${filter.path}[${printFilter(filter.filter)}]`;
  }
}

function printOperand(outer: 'and' | 'or', operand: Filter): string {
  const needsGroup = operand.kind === outer || (outer === 'and' && operand.kind === 'or');
  return needsGroup ? `(${printFilter(operand)})` : printFilter(operand);
}
