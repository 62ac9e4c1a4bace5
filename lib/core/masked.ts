/** How a secret is shown, always and everywhere. */
export const masked = "••••••";
