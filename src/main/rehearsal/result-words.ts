import type { RehearsalSummary } from '#shared/contract/rehearsals.ts';
import { drillSentence } from './drill-words.ts';
import { count, number } from './stories/bulk.ts';

/** How a rehearsal came out, in one sentence. */
export function resultWords({
  counts,
  state,
  problem,
  requests,
  drills,
}: Pick<RehearsalSummary, 'counts' | 'state' | 'problem' | 'requests' | 'drills'>): string {
  const steps = counts.ok + counts.unexpected + counts.failed + counts.skipped;
  const passed = counts.ok + counts.unexpected;
  const drilled = drillSentence(drills, counts.failed);
  const sent = `${count(requests, 'request', 'requests')} sent`;
  if (state === 'broken') return joined('The rehearsal could not be brought to its end.', problem ?? '', drilled);
  if (state === 'running') {
    const failed = counts.failed === 0 ? 'none' : number(counts.failed);
    return joined(`${count(steps, 'step is', 'steps are')} done, ${failed} of them failed (${sent}).`, drilled);
  }
  const came =
    counts.failed > 0
      ? `${count(counts.failed, 'step', 'steps')} of ${number(steps)} did not come out as expected`
      : `All ${count(passed, 'step', 'steps')} came out as expected`;
  const aside = [
    counts.unexpected > 0 ? `${number(counts.unexpected)} with something to know` : '',
    counts.skipped > 0 ? `${number(counts.skipped)} skipped` : '',
    sent,
  ].filter((part) => part !== '');
  return joined(`${came} (${aside.join(', ')}).`, state === 'stopped' ? 'It was stopped before its end.' : '', drilled);
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
