/** Whose an outbox is: one tab owns it, as long as the tab lives. */
export interface Ownership {
  /** Takes it, if nobody has it; the answer gives it back. */
  claim(session: string): Promise<(() => void) | null>;
}

/**
 * With Web Locks, which the browser gives back when a tab dies. Where there are none (pages that are not served securely)
 * everything counts as free: to send an outbox twice is harmless, as its numbers are recognised.
 */
export function ownershipOf(document: string, locks: LockManager | undefined = globalThis.navigator?.locks): Ownership {
  return {
    claim(session) {
      if (!locks) return Promise.resolve(() => {});
      return new Promise((resolve, reject) => {
        locks.request(`board-outbox ${document} ${session}`, { ifAvailable: true }, lock => {
          if (!lock) {
            resolve(null);
            return undefined;
          }
          return new Promise<void>(release => resolve(release));
        }).catch(reject);
      });
    },
  };
}
