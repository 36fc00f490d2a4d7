/** The time of day where the reader is, as in "9:41": hours and minutes, without seconds or AM and PM. */
export function timeOfDay(locale?: string, timeZone?: string): (seconds: number) => string {
  const format = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", ...(timeZone ? { timeZone } : {}) });
  return seconds => format.formatToParts(seconds * 1000).filter(part => part.type !== "dayPeriod").map(part => part.value).join("").trim();
}
