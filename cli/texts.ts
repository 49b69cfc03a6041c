/** The words that every command needs before it knows what it will do; the catalogues alone, so that help stays quick. */
export { LANGS, say, text, type Key, type Lang } from '../reports/messages/index.ts';
