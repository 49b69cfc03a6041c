import { chapter, type ClientScenario } from '../harness/index.ts';
import { OFFLINE, ONLINE } from './refund.ts';

/** What the client makes of each status and each error that the operator answers. */
const { must, should, cases } = chapter('refund', 'main', 'client');
export const refundStatus = cases;

must('RF-codes', 'success-is-final', 'SUCCESS ends the refund: nothing is filed again', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(ONLINE));
  seen.toReturnOnce();
  seen.toStopAtFinal();
  seen.toBelieveTheTruth();
});

const FAILED: ClientScenario = { name: 'failed', filing: [{ does: 'answer', status: 'FAILED', error: -1 }], truth: 'FAILED' };

must('RF-codes', 'failed-is-final', 'FAILED ends the refund: nothing is filed again, and it is no success', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(FAILED));
  seen.toStopAtFinal();
  seen.toBelieveTheTruth();
});

const FAILED_LATER: ClientScenario = {
  name: 'failed-later',
  filing: [{ does: 'answer', status: 'ACCEPT' }],
  status: [{ does: 'answer', status: 'FAILED', error: -1 }],
  truth: 'FAILED',
};

must('RF-codes', 'failed-later', 'a refund that was accepted and failed in the end is no success', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(FAILED_LATER));
  seen.toAskUntilFinal();
  seen.toStopAtFinal();
  seen.toBelieveTheTruth();
});

must('RF-modes', 'accept-asked', 'ACCEPT is asked until it is final', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(OFFLINE));
  seen.toReturnOnce();
  seen.toAskUntilFinal();
  seen.toBelieveTheTruth();
});

for (const status of ['INPROGRESS', 'MANUAL', 'INPROGRESS_ERROR'] as const) {
  const name = status.toLowerCase().replace('_', '-');
  const scenario: ClientScenario = {
    name,
    filing: [{ does: 'answer', status }],
    status: [
      { does: 'answer', status },
      { does: 'answer', status: 'SUCCESS' },
    ],
  };
  must('RF-codes', `${name}-asked`, `${status} is not final: it is asked until it is`, async ({ client, expectClient }) => {
    const seen = expectClient(await client.play(scenario));
    seen.toReturnOnce();
    seen.toAskUntilFinal();
    seen.toBelieveTheTruth();
  });
}

should('RF-status', 'pace', 'the status is not asked more often than once a second', async ({ client, expectClient }) => {
  expectClient(await client.play(OFFLINE)).toKeepPace();
});

should('RF-codes', 'stops-at-final', 'nothing is asked once the status is final', async ({ client, expectClient }) => {
  expectClient(await client.play(OFFLINE)).toStopAtFinal();
});

const EXISTS: ClientScenario = {
  name: 'declined-4',
  filing: [{ does: 'answer', status: 'DECLINE', error: 4 }],
  status: [
    { does: 'answer', status: 'INPROGRESS' },
    { does: 'answer', status: 'SUCCESS' },
  ],
};

must('RF-errors', 'exists', 'error 4: the status is asked until it is final, and nothing new filed', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(EXISTS));
  seen.toKeepIdentificator();
  seen.notToHammer();
  seen.toFindOut();
  seen.toAskUntilFinal();
  seen.toBelieveTheTruth();
});

for (const [error, id, what] of [
  [1, 'payment-not-found', 'the payment is not found'],
  [2, 'too-much', 'more than the payment'],
  [3, 'not-refundable', 'the payment cannot be refunded'],
  [5, 'in-the-way', 'a request stands in the way'],
] as const) {
  const scenario: ClientScenario = { name: `declined-${error}`, filing: [{ does: 'answer', status: 'DECLINE', error }] };
  must(
    'RF-errors',
    id,
    `error ${error} (${what}) is not answered with one filing after another, and is no success`,
    async ({ client, expectClient }) => {
      const seen = expectClient(await client.play(scenario));
      seen.notToHammer();
      seen.toBelieveTheTruth();
    },
  );
}

const GENERAL: ClientScenario = {
  name: 'declined-general',
  filing: [
    { does: 'answer', status: 'DECLINE', error: -1 },
    { does: 'answer', status: 'SUCCESS' },
  ],
};

// Whether such an error is worth another try is the client's own business; under which identifier is not.
must(
  'RF-errors',
  'general-error',
  'error -1 (general) is no success, and is never filed again under another identifier',
  async ({ client, expectClient }) => {
    const seen = expectClient(await client.play(GENERAL));
    seen.toReturnOnce();
    seen.toKeepIdentificator();
    seen.toBelieveTheTruth();
  },
);

const NOT_FOUND: ClientScenario = {
  name: 'request-not-found',
  filing: [
    { does: 'answer', status: 'ACCEPT' },
    { does: 'answer', status: 'SUCCESS' },
  ],
  forgets: true,
};

must(
  'RF-errors',
  'not-found',
  'error 6 (request not found) to a question: what was filed is filed again, under the same identifier',
  async ({ client, expectClient }) => {
    const seen = expectClient(await client.play(NOT_FOUND));
    seen.toReturnOnce();
    seen.toKeepIdentificator();
    seen.toAskUntilFinal();
    seen.toFileAgain();
    seen.toBelieveTheTruth();
  },
);

const PARTS: ClientScenario = { name: 'partial', filing: [{ does: 'answer', status: 'SUCCESS' }], parts: 2, beyond: true };

must(['RF-req.partial', 'AG-3.8'], 'partial', 'parts of a payment are refunded one by one, each once', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(PARTS, { needs: 'amount' }));
  seen.toFile();
  seen.toKeepIdentificator();
  seen.toReturnOnce();
});

must('RF-req.partial', 'partial-beyond', 'a part beyond the payment is refused, and is no success', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(PARTS, { needs: 'amount' }));
  seen.notToHammer();
  seen.toBelieveTheTruth();
});
