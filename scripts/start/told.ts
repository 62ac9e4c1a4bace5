/** The exit code of a script that has said in one sentence what is wrong. */
export const told = 3;
