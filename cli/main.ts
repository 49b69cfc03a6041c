#!/usr/bin/env node
/**
 * Where the program starts. What V8 and the resolver are told has to come before anything else is
 * loaded, so the command line itself is imported only then.
 */
import './v8.ts';
import './resolver.ts';

await import('./program.ts');
