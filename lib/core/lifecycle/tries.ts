/** How often a call that made nothing is made, by itself, before a person is asked. */
export const mostTries = 5;
