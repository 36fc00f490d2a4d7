// The words of the room's timer.

/** What is left, such as "2:40". A second that has begun is counted whole, so that "0:00" means that it is over. */
export function left(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What is said aloud at this moment, and at no other: a minute, ten seconds, and the end. */
export function spoken(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds === 60 ? "One minute left" : seconds === 10 ? "Ten seconds left" : seconds === 0 ? "Time is up" : "";
}
