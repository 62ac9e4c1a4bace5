/** Once a dialog that closes now has given the cursor back to what had opened it. */
export const afterDialog = (work: () => void): void => void setTimeout(work);
