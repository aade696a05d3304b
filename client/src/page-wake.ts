/** A browser's own signs that a line may be worth a try, or may have died unnoticed. */
export function onWake(listener: () => void): () => void {
  const looked = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  addEventListener('online', listener);
  addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', looked);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('pageshow', listener);
    document.removeEventListener('visibilitychange', looked);
  };
}
