import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkOut, type CheckedOut, presentTree, revisionBefore } from './revision.js';
import { older, sideBySide } from './side-by-side.js';
import { Stage } from './stage.js';

// A clone without history has no earlier build: then two processes of the present one have to get on at least. What a
// released catalogue promises is delivered in apps/roadmap-tracking/test/released-catalogue.int-spec.ts, history or not.
const revision = revisionBefore(older);
const asOf = revision ?? 'this tree (the clone has no earlier build)';

let stage: Stage;
let earlier: CheckedOut | undefined;
beforeAll(async () => {
  stage = await Stage.open();
  if (revision !== undefined) earlier = checkOut(revision);
});
afterAll(async () => {
  await stage?.close();
  earlier?.remove();
});

describe(`the catalogue as of ${asOf} beside the present roadmap`, () => {
  it('publishes a course, which is evidence and counted there', async () => {
    const { course, evidence, published } = await sideBySide(stage, earlier ?? presentTree, asOf);
    expect(evidence).toEqual([{ kind: 'event', state: 'proposed', subject: course }]);
    expect(published).toEqual([0, 1]);
  });
});
