import pc from 'picocolors';
import { text, type Key, type Lang } from '../messages/index.ts';
import { visible } from '../visible.ts';
import { columns, pad, wrap } from './layout.ts';

type Colors = ReturnType<typeof pc.createColors>;
type Paint = (text: string) => string;

/** The page of a terminal that the parts of the report write on. */
export interface Paper {
  lang: Lang;
  width: number;
  paint: Colors;
  say: (key: Key, values?: Record<string, string | number>) => string;
  /** Whole lines, already harmless. */
  line: (text?: string) => void;
  /** A text of any origin: made harmless, wrapped, indented. */
  para: (text: string, indent?: number, paint?: Paint) => void;
  heading: (text: string, count?: number) => void;
  /** `label   text`, with the text wrapped in its own column. */
  field: (label: string, text: string, paint?: Paint) => void;
  /** A command to copy: never wrapped by us, so that it stays one line. */
  command: (command: string, caution?: string) => void;
  /** The column in which the texts of fields begin. */
  column: number;
  done: () => string;
}

const INDENT = 4;
const LABELS = ['ui.expected', 'ui.observed', 'ui.cause', 'ui.fix', 'ui.exchange', 'ui.log', 'ui.again'] as const satisfies readonly Key[];
/** A partner may answer with pages where a word was expected; the report for the browser has more of it. */
const MAX_TEXT = 1000;
/** A longer command is no help on a screen; the report has it. */
const MAX_COMMAND = 1500;
const brief = (content: string) => (content.length > MAX_TEXT ? `${content.slice(0, MAX_TEXT)}…` : content);

const plain: Paint = (line) => line;

export function paper(lang: Lang, options: { color: boolean; width: number }): Paper {
  const lines: string[] = [];
  const paint = pc.createColors(options.color);
  const width = Math.max(50, Math.min(options.width, 110));
  const column = INDENT + 2 + Math.max(...LABELS.map((key) => columns(text(lang, key))));
  const line = (content = '') => void lines.push(content);
  const para: Paper['para'] = (content, indent = 0, colour = plain) => {
    // What follows a mark stays clear of it.
    const hang = /^[✗✓?!→] /.test(content) ? 2 : 0;
    const [first = '', ...rest] = wrap(visible(brief(content)), width - indent - hang);
    line(' '.repeat(indent) + colour(first));
    for (const each of rest) line(' '.repeat(indent + hang) + colour(each));
  };
  const field: Paper['field'] = (label, content, colour = plain) => {
    const [first = '', ...rest] = wrap(visible(brief(content)), Math.max(20, width - column));
    line(' '.repeat(INDENT) + paint.dim(pad(label, column - INDENT)) + colour(first));
    for (const each of rest) line(' '.repeat(column) + colour(each));
  };
  return {
    lang,
    width,
    paint,
    line,
    para,
    say: (key, values) => text(lang, key, values),
    heading: (content, count) => {
      line();
      line(paint.bold(visible(content)) + (count === undefined ? '' : paint.dim(` ${count}`)));
      line(paint.dim('─'.repeat(Math.min(width, 72))));
    },
    column,
    field,
    command: (command, caution) => {
      const label = text(lang, 'ui.again');
      if (command.length > MAX_COMMAND) return field(label, text(lang, 'ui.again-long', { count: command.length }));
      line(' '.repeat(INDENT) + paint.dim(label));
      if (caution !== undefined) para(caution, INDENT + 2, paint.yellow);
      line(' '.repeat(INDENT + 2) + paint.cyan(visible(command)));
    },
    done: () => `${lines.join('\n')}\n`,
  };
}
