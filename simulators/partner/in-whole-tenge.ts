import type { Change } from './desk.ts';

/** The balance of a check without its tiyn, as many show it. */
export const inWholeTenge: Change = (right) => ({
  check: async (asked, call, desk) => {
    const decision = await right.check(asked, call, desk);
    const fields = decision.fields?.map((field) =>
      field.name === desk.balanceField ? { ...field, text: field.text.replace(/\.\d\d$/, '') } : field,
    );
    return { ...decision, ...(fields ? { fields } : {}) };
  },
});
