import type { Role } from './roles';

/** Bits a second at most, of each role, to each of the others. */
export type Limits = Readonly<Record<Role, number>>;

/** How large a camera's pictures are, and how many a second. */
export interface Picture {
  width: number;
  height: number;
  frameRate: number;
}

const KILO = 1_000;
/** Each sends to each: what one uploads grows with the others' number, what all of them decode with its square. */
const CAMERA = [1_200, 700, 450];
const CAMERA_OF_MORE = 150;
const LARGE: Picture = { width: 640, height: 360, frameRate: 24 };
const MEDIUM: Picture = { width: 640, height: 360, frameRate: 15 };
const SMALL: Picture = { width: 320, height: 180, frameRate: 15 };

/** @param others how many others there are */
export function limitsFor(others: number): Limits {
  const camera = CAMERA[Math.max(others, 1) - 1] ?? CAMERA_OF_MORE;
  return {
    microphone: (others > 3 ? 32 : 40) * KILO,
    camera: camera * KILO,
    // Still pictures that are sharp: more than a camera's, but not for each of many.
    screen: Math.max(2 * camera, 500) * KILO,
    screenSound: 64 * KILO,
  };
}

/** What the camera is to take, for so many others. */
export function pictureFor(others: number): Picture {
  if (others > 3) return SMALL;
  return others > 1 ? MEDIUM : LARGE;
}

/** A shared screen changes seldom, and every frame of it is large. */
export const SCREEN_FRAME_RATE = 15;
