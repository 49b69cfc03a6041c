import type { StoryStep } from '../harness/record/events.ts';
import { text, word, type Lang } from './messages/index.ts';

/** A step of a counterexample, ready to print. */
export interface StoryLine extends StoryStep {
  /** `2. pay 0001 again: result 0, prv_txn 8, sum 1.00; expected result 0, prv_txn 7, sum 1.00` */
  line: string;
}

/** The story of a counterexample, a line a request; requests that went out at once share their number. */
export function tellStory(story: readonly StoryStep[], lang: Lang): StoryLine[] {
  return story.map((step) => {
    const atOnce = story.filter((other) => other.step === step.step).length > 1;
    const said = step.observed ?? word(lang, 'end', step.end ?? '');
    const line = [
      `${step.step}. `,
      atOnce ? `${text(lang, 'story.at-once')}: ` : '',
      text(lang, `story.${step.does}`, { payment: step.payment, sum: step.sum ?? '', account: step.account }),
      `: ${said}`,
      step.expected === undefined ? '' : `; ${text(lang, 'story.due', { expected: step.expected })}`,
    ];
    return { ...step, line: line.join('') };
  });
}
