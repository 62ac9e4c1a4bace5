/** What tokens begin with, so that whoever scans for secrets finds them: `pao_` and 48 hexadecimal digits. */
export const tokenPrefix = "pao_";
export const tokenDays = { preset: 90, most: 365 } as const;

/** Is this written as a token is? */
export const looksLikeToken = (text: string): boolean => /^pao_[0-9a-f]{48}$/.test(text);
