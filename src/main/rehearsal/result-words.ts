import type { RehearsalSummary } from '#shared/contract/rehearsals.ts';
import { count, number } from './stories/bulk.ts';

/** How a rehearsal came out, in one sentence. */
export function resultWords({
  counts,
  state,
  problem,
  requests,
}: Pick<RehearsalSummary, 'counts' | 'state' | 'problem' | 'requests'>): string {
  const steps = counts.ok + counts.unexpected + counts.failed + counts.skipped;
  const passed = counts.ok + counts.unexpected;
  const sent = `${count(requests, 'request', 'requests')} sent`;
  if (state === 'broken') return `The rehearsal could not be brought to its end. ${problem ?? ''}`.trim();
  if (state === 'running')
    return `${count(steps, 'step is', 'steps are')} done, ${counts.failed === 0 ? 'none' : number(counts.failed)} of them failed (${sent}).`;
  const came =
    counts.failed > 0
      ? `${count(counts.failed, 'step', 'steps')} of ${number(steps)} did not come out as expected`
      : `All ${count(passed, 'step', 'steps')} came out as expected`;
  const aside = [
    counts.unexpected > 0 ? `${number(counts.unexpected)} with something to know` : '',
    counts.skipped > 0 ? `${number(counts.skipped)} skipped` : '',
    sent,
  ].filter((part) => part !== '');
  const stopped = state === 'stopped' ? ' It was stopped before its end.' : '';
  return `${came} (${aside.join(', ')}).${stopped}`;
}
