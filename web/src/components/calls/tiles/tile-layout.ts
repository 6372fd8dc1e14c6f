/** How large tiles are, in pixels. */
export interface TileSize {
  width: number;
  height: number;
}

/** A tile is no wider than cameras see, and no narrower than a face can be shown in: upright only where the box is. */
const WIDEST = 16 / 9;
const NARROWEST = { lying: 1, upright: 3 / 4 };

/** The size at which `count` equal tiles, `gap` pixels apart, fill a box best: in rows, all of them in sight. */
export function tileSize(count: number, box: TileSize, gap: number): TileSize {
  let best: TileSize = { width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const size = fitted(columns, Math.ceil(count / columns), box, gap);
    if (size.width * size.height > best.width * best.height) best = size;
  }
  return best;
}

function fitted(columns: number, rows: number, box: TileSize, gap: number): TileSize {
  const width = Math.floor((box.width - gap * (columns - 1)) / columns);
  const height = Math.floor((box.height - gap * (rows - 1)) / rows);
  if (width <= 0 || height <= 0) return { width: 0, height: 0 };
  const narrowest = NARROWEST[box.width > box.height ? 'lying' : 'upright'];
  return {
    width: Math.min(width, Math.floor(height * WIDEST)),
    height: Math.min(height, Math.floor(width / narrowest)),
  };
}
