/** `message-queues` as a person reads it: `Message queues`. */
export function categoryTitle(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
