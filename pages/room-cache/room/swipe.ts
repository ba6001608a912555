/** Pixels that a finger moves to the side until it counts. */
const FAR = 60;

/** Tells of swipes to a side, and of the arrow keys where nothing is written. */
export function onSwipe(element: HTMLElement, tell: (liked: boolean) => void): void {
  let from: { readonly x: number; readonly y: number } | undefined;
  element.addEventListener('pointerdown', ({ clientX: x, clientY: y, isPrimary }) => {
    if (isPrimary) from = { x, y };
  });
  addEventListener('pointerup', ({ clientX, clientY }) => {
    if (!from) return;
    const [right, down] = [clientX - from.x, clientY - from.y];
    from = undefined;
    if (Math.abs(right) >= FAR && Math.abs(right) > Math.abs(down)) tell(right > 0);
  });
  addEventListener('pointercancel', () => (from = undefined));
  addEventListener('keydown', (event) => {
    const isWriting = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
    if (isWriting || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowLeft') tell(false);
    if (event.key === 'ArrowRight') tell(true);
  });
}
