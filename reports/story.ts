import type { StoryStep } from '../harness/record/events.ts';
import { text, word } from './messages/index.ts';
import type { Voice } from './voice.ts';

/** A step of a counterexample, ready to print. */
export interface StoryLine<T = string> extends StoryStep {
  /** `2. pay 0001 again: result 0, prv_txn 8, sum 1.00; expected result 0, prv_txn 7, sum 1.00` */
  line: T;
}

/** The story of a counterexample, a line a request; requests that went out at once share their number. */
export function tellStory<T>(story: readonly StoryStep[], voice: Voice<T>): StoryLine<T>[] {
  return story.map((step) => {
    const atOnce = story.filter((other) => other.step === step.step).length > 1;
    const line = voice.tell((lang) =>
      [
        `${step.step}. `,
        atOnce ? `${text(lang, 'story.at-once')}: ` : '',
        text(lang, `story.${step.does}`, { payment: step.payment, sum: step.sum ?? '', account: step.account }),
        `: ${step.observed ?? word(lang, 'end', step.end ?? '')}`,
        step.expected === undefined ? '' : `; ${text(lang, 'story.due', { expected: step.expected })}`,
      ].join(''),
    );
    return { ...step, line };
  });
}
