/** What the command line asks of exploration. */
export interface ExploreOptions {
  /** How long to look for a counterexample, milliseconds; making it shorter may take some seconds more. */
  forMs: number;
  /** Tries one counterexample again and nothing else. */
  replay?: Replay;
}

export interface Replay {
  seed: number;
  /** fast-check's path to the program: `17:0:2`. */
  path: string;
}
