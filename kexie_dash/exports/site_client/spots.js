// Where the labels of points stand: next to them, else at the end of a thin line; never on each other.
const RADII = [12, 19, 28, 40, 56, 76, 100], DIRECTIONS = 16, BESIDE = 16, CLEAR = 2;

const apart = (a, b) => a.right + CLEAR <= b.left || b.right + CLEAR <= a.left || a.bottom + CLEAR <= b.top || b.bottom + CLEAR <= a.top;
const boxAt = (spot, dx, dy) => {
  const left = spot.x + (Math.abs(dx) < 1e-6 ? -spot.wide / 2 : dx > 0 ? dx : dx - spot.wide);
  const top = spot.y + (Math.abs(dy) < 1e-6 ? -spot.tall / 2 : dy > 0 ? dy : dy - spot.tall);
  return { left, right: left + spot.wide, top, bottom: top + spot.tall };
};

/** The point of a label nearest to its mark. */
const nearest = (spot, box) => [Math.min(Math.max(spot.x, box.left), box.right), Math.min(Math.max(spot.y, box.top), box.bottom)];

/** Whether something of the line from a mark to its label lies inside another box. */
function crosses(spot, box, other) {
  const [x, y] = nearest(spot, box);
  let least = 0, most = 1;
  for (const [from, change, low, high] of [[spot.x, x - spot.x, other.left, other.right], [spot.y, y - spot.y, other.top, other.bottom]]) {
    if (Math.abs(change) < 1e-9) { if (from < low || from > high) return false; continue; }
    const ends = [(low - from) / change, (high - from) / change].sort((a, b) => a - b);
    least = Math.max(least, ends[0]);
    most = Math.min(most, ends[1]);
  }
  return least < most;
}

/** A box for each spot in their order, null where there is no room. marks: boxes of all points. */
function placeLabels(spots, marks, width, height) {
  const placed = [];
  return spots.map((spot) => {
    let first = null;
    for (const radius of RADII) for (let step = 0; step < DIRECTIONS; step += 1) {
      const turn = Math.ceil(step / 2) * (step % 2 ? 1 : -1);
      const angle = (2 * Math.PI * turn) / DIRECTIONS;
      const box = boxAt(spot, Math.cos(angle) * radius, Math.sin(angle) * radius);
      if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height) continue;
      if (!marks.every((one) => apart(box, one)) || !placed.every((one) => apart(box, one.box))) continue;
      first ||= box;
      if (placed.some((one) => crosses(spot, box, one.box) || crosses(one.spot, one.box, box))) continue;
      placed.push({ spot, box });
      return box;
    }
    if (first) placed.push({ spot, box: first });
    return first;
  });
}
