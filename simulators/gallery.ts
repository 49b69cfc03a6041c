import { OPERATOR_FAULTS } from './operator/index.ts';
import { FAULTS, type Fault } from './partner/index.ts';
import { CLIENT_FAULTS } from './refund-client/index.ts';

/** A defect as far as it can be told without knowing whose it is. */
export interface GalleryFault extends Omit<Fault, 'change' | 'chapter'> {
  /** Who has it. */
  side: 'partner' | 'operator' | 'client';
  chapter: string;
}

/** Every defect of every simulator, in the order of the book. */
export const GALLERY: readonly GalleryFault[] = [
  ...FAULTS.map((fault): GalleryFault => ({ ...fault, side: 'partner' })),
  ...OPERATOR_FAULTS,
  ...CLIENT_FAULTS.map((fault): GalleryFault => ({ ...fault, side: 'client', chapter: 'refund' })),
];
