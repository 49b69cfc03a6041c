/**
 * Stand-ins for the other side: here lives whatever answers the protocol so that the harness, or a
 * developer, has someone to talk to. Nothing here knows of cases, verdicts or reports.
 */
export * from './gallery.ts';
export * from './operator/index.ts';
export * from './partner/index.ts';
export * from './refund-client/index.ts';
