/** What a run leaves in its folder beside the record and the reports that were asked for. */

/** The operator's registry of the credited payments (AG-3.1). */
export const REGISTRY_FILES = { csv: 'registry.csv', json: 'registry.json' } as const;

/** The refunds that went through, with the fee returned (AG-3.11); only where there were some. */
export const REFUNDS_FILE = 'refunds.csv';

export const CERTIFICATE_FILE = 'certificate.json';
