/** `time` as minutes and seconds, "1:15"; what has begun counts as a whole second. Never below 0:00. */
export function clockText(time) {
    const seconds = Math.max(0, Math.ceil(time / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
/** A moment of the match as seconds with one digit, "12.4": for tables in which boats follow each other closely. */
export function momentText(time) {
    return (time / 1000).toFixed(1);
}
