import { chapter, type CaseContext, type ClientScenario } from '../harness/index.ts';

/** Outcomes that the client cannot know: it asks, or files again under the same identifier, and never a second time under another. */
const { must, cases } = chapter('refund', 'main', 'client');
export const refundUnknown = cases;

type Hand = Pick<CaseContext, 'client' | 'expectClient'>;

/** Nobody gets the money twice, nobody is told that it failed when it went through, and nothing stays open. */
async function withoutHarm({ client, expectClient }: Hand, scenario: ClientScenario): Promise<void> {
  const seen = expectClient(await client.play(scenario));
  seen.toReturnOnce();
  seen.toKeepIdentificator();
  seen.toBelieveTheTruth();
  seen.toFindOut();
}

function afterwards(id: string, title: string, scenario: Omit<ClientScenario, 'name'>): void {
  must('RF-req', id, title, (at) => withoutHarm(at, { name: id, ...scenario }));
}

const THEN_FINE = { does: 'answer', status: 'SUCCESS' } as const;

must('RF-codes', 'fatal', 'FATAL leaves the outcome unknown: the client asks, or files again under the same identifier', (at) =>
  withoutHarm(at, { name: 'fatal', filing: [{ does: 'answer', status: 'FATAL', error: -2 }, THEN_FINE] }),
);

must('RF-errors', 'fatal-error', 'DECLINE with error -2 (fatal) leaves the outcome unknown: it is filed again under the same identifier', (at) =>
  withoutHarm(at, { name: 'declined-fatal', filing: [{ does: 'answer', status: 'DECLINE', error: -2, taken: true }, THEN_FINE] }),
);

afterwards('http-500', 'a filing answered with HTTP 500 that was not taken is filed again under the same identifier', {
  filing: [{ does: 'http', status: 500 }, THEN_FINE],
});

afterwards('http-500-taken', 'a filing answered with HTTP 500 that was taken is not filed under another identifier', {
  filing: [{ does: 'http', status: 500, taken: true }, THEN_FINE],
});

afterwards('http-502', 'a filing answered with HTTP 502 that was not taken is filed again under the same identifier', {
  filing: [{ does: 'http', status: 502 }, THEN_FINE],
});

afterwards('http-502-taken', 'a filing answered with HTTP 502 that was taken is not filed under another identifier', {
  filing: [{ does: 'http', status: 502, taken: true }, THEN_FINE],
});

afterwards('cut', 'a filing whose connection is cut before it is taken is filed again under the same identifier', {
  filing: [{ does: 'cut' }, THEN_FINE],
});

afterwards('cut-taken', 'a filing whose connection is cut after it was taken is not filed under another identifier', {
  filing: [{ does: 'cut', taken: true }, THEN_FINE],
});

afterwards('silence', 'a filing that was not taken and never answered is filed again under the same identifier', {
  filing: [{ does: 'silence' }, THEN_FINE],
});

afterwards('silence-taken', 'a filing that was taken and never answered is not filed under another identifier', {
  filing: [{ does: 'silence', taken: true }, THEN_FINE],
});

afterwards('slow-operator', 'an operator that takes its time is waited for, or asked again under the same identifier', {
  filing: [{ does: 'answer', status: 'SUCCESS', slow: true }, THEN_FINE],
});

afterwards('operator-down', 'an operator that is down for a while is asked again when it is back', {
  filing: [{ does: 'outage', taken: true }, THEN_FINE],
});

afterwards('operator-refuses', 'an operator whose port refuses connections for a while is asked again when it is back', {
  filing: [{ does: 'shut', taken: true }, THEN_FINE],
});

const status = (id: string, title: string, first: NonNullable<ClientScenario['status']>[0]) =>
  must('RF-status', id, title, async ({ client, expectClient }) => {
    const seen = expectClient(
      await client.play({ name: id, filing: [{ does: 'answer', status: 'ACCEPT' }], status: [first, { does: 'answer', status: 'SUCCESS' }] }),
    );
    seen.toReturnOnce();
    seen.toAskUntilFinal();
    seen.toFindOut();
    seen.toBelieveTheTruth();
  });

status('status-500', 'a question answered with HTTP 500 is asked again', { does: 'http', status: 500 });
status('status-cut', 'a question whose connection is cut is asked again', { does: 'cut' });
status('status-fatal', 'a question answered with FATAL is asked again', { does: 'answer', status: 'FATAL', error: -2 });
