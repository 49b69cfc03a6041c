/**
 * Before everything else, since it is read once. A look-up of a name cannot be called off, and no process ends before
 * its look-ups do. The system's resolver waits 10 s and more for a name server that says nothing; a
 * dead one is to be judged in 5 s. Whoever has set RES_OPTIONS knows better.
 */
process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
