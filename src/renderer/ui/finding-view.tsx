import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Finding } from '#shared/contract/findings.ts';
import { rulesQuery } from '../api/queries.ts';
import { FidelityLabel } from './fidelity.tsx';
import { LeftBehind } from './left-behind.tsx';
import { Problem, type ProblemSeverity } from './problem.tsx';
import { asSentence, withoutRule } from './prose.ts';

type Told = Omit<Finding, 'severity'> & { readonly severity: ProblemSeverity };

/** A finding with the label and the rule it rests on; `folded` shows its first line only, until it is opened. */
export function FindingView({
  finding,
  folded = false,
  extra,
}: {
  finding: Told;
  folded?: boolean;
  extra?: ReactNode | undefined;
}) {
  const { data } = useQuery(rulesQuery());
  const rule = data?.items.find(({ id }) => id === finding.ruleId);
  return (
    <>
      <Problem
        severity={finding.severity}
        what={asSentence(finding.what)}
        why={withoutRule(finding.why)}
        fix={finding.fix}
        clickPath={finding.clickPath}
        folded={folded}
        basis={
          <>
            {finding.code === 'drill' ? null : <FidelityLabel fidelity={finding.fidelity} />}
            {finding.ruleId === null ? null : (
              <Link to="/rules/$id" params={{ id: finding.ruleId }} search={{}}>
                {rule?.title ?? finding.ruleId}
              </Link>
            )}
            {extra}
          </>
        }
      />
      {finding.code === 'held-by-rehearsal' ? <LeftBehind /> : null}
    </>
  );
}
