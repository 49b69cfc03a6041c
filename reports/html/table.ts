import { join, type Html } from './escape.ts';

/** A table as the page writes it. Heads, cells and the caption are markup already. */
export interface Table {
  caption: Html;
  /** Its accessible name, an attribute. */
  name: Html;
  head: readonly (Html | { num: Html; sign?: string })[];
  rows: readonly Html[];
  foot?: Html;
  /** `stack`: on a phone each row becomes a small card. */
  look?: string;
}

export function table({ caption, name, head, rows, foot, look = '' }: Table): Html {
  const cells = head.map((each) => (typeof each === 'string' ? `<th scope="col">${each}</th>` : numHead(each)));
  return join(
    `<div class="scroll" tabindex="0" role="group"${name}>`,
    `<table class="${look}"><caption>${caption}</caption><thead><tr>${cells.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>${foot === undefined ? '' : `<tfoot>${foot}</tfoot>`}</table></div>`,
  );
}

/** On a phone the sign stands for the word, and a legend explains it. */
function numHead({ num, sign }: { num: Html; sign?: string }): Html {
  if (sign === undefined) return `<th scope="col" class="num">${num}</th>`;
  return `<th scope="col" class="num"><span class="sign" aria-hidden="true">${sign}</span><span class="word">${num}</span></th>`;
}
