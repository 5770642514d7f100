import type { RehearsalComparison, RehearsalDetail, RehearsalStep } from '#shared/contract/rehearsals.ts';

/**
 * Two rehearsals side by side: the steps whose outcome differs. Steps correspond when story and sentence are the same; a step that only one
 * of them has, because another identity provider or other people were rehearsed, is named too.
 */
export function compareRehearsals(before: RehearsalDetail, now: RehearsalDetail): RehearsalComparison {
  const earlier = byStep(before);
  const items: RehearsalComparison['items'] = [];
  let alike = 0;
  for (const [key, step] of byStep(now)) {
    const old = earlier.get(key);
    earlier.delete(key);
    if (old?.outcome === step.outcome) alike += 1;
    else items.push({ story: step.story, sentence: step.sentence, before: sideOf(old), now: sideOf(step) });
  }
  for (const old of earlier.values()) items.push({ story: old.story, sentence: old.sentence, before: sideOf(old), now: null });
  return { items, alike };
}

function byStep({ steps }: RehearsalDetail): Map<string, RehearsalStep> {
  return new Map(steps.map((step) => [`${step.story}\n${step.sentence}`, step]));
}

function sideOf(step: RehearsalStep | undefined): RehearsalComparison['items'][number]['now'] {
  return step === undefined ? null : { outcome: step.outcome, told: step.told };
}
