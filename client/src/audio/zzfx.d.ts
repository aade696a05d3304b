/** The parts of zzfx 1.3 that the game uses; the package brings no types of its own. */
declare module 'zzfx' {
  /** The parameters of one tone, in zzfx's own order; `undefined` takes zzfx's own value. */
  export type Tone = readonly (number | undefined)[];

  export const ZZFX: {
    /** Factor of every sample that is built. */
    volume: number;
    readonly sampleRate: number;
    readonly audioContext: AudioContext;
    buildSamples(...tone: Tone): number[];
    playSamples(channels: readonly number[][], volumeScale?: number): AudioBufferSourceNode;
  };
}
