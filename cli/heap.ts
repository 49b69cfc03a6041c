/**
 * Imported before everything else: a run makes much short-lived garbage and keeps little, so the
 * young generation may stay small. Saves some 10 MB, and costs no time that can be measured.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
