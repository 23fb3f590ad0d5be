import { driver, type Driver, type PopoverDOM } from 'driver.js';
import 'driver.js/dist/driver.css';
import type { TourState, TourStep } from '../../../domain/tours/tours';
import './tour.css';

/** What is told while somebody walks a tour. */
export interface Walk {
  steps: readonly TourStep[];
  /** The step to begin with, from 0. */
  from: number;
  /** A step is shown, or the tour is left at it. */
  onProgress: (step: number, state: TourState) => void;
}

/**
 * Walks somebody through the app. A window stands beside each thing, takes the focus, and is left by its buttons, the
 * arrow keys or Escape; what is out of sight, as the menu is on a phone, is spoken of in the middle.
 * @returns how to end it from outside
 */
export function runTour({ steps, from, onProgress }: Walk): () => void {
  let outcome: TourState = 'paused';
  let step = from;
  const leave = (state: TourState) => {
    outcome = state;
    walk.destroy();
  };
  // The library's own keys do nothing while its window is on its way, though it can be read by then.
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') walk.destroy();
    if (key === 'ArrowLeft' && !walk.isFirstStep()) walk.movePrevious();
    if (key === 'ArrowRight' && walk.isLastStep()) leave('finished');
    else if (key === 'ArrowRight') walk.moveNext();
  };
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const walk: Driver = driver({
    ...{ animate: !still, smoothScroll: !still, overlayOpacity: 0.55, popoverClass: 'netra-tour' },
    ...{ showProgress: true, progressText: '{{current}} of {{total}}' },
    ...{ nextBtnText: 'Next', prevBtnText: 'Back', doneBtnText: 'Done' },
    // A click beside the window is no wish to leave.
    overlayClickBehavior: () => undefined,
    ...{ disableActiveInteraction: true, allowKeyboardControl: false },
    steps: steps.map(({ target, title, text }) => ({
      element: target === undefined ? undefined : () => visible(target) as Element,
      popover: { title, description: text },
    })),
    onPopoverRender: (popover) => complete(popover, () => leave('skipped')),
    onHighlightStarted: (_element, _step, { index }) => {
      step = index ?? step;
      onProgress(step, 'running');
    },
    onHighlighted: withoutClaims,
    onDoneClick: () => leave('finished'),
    onDestroyed: () => {
      window.removeEventListener('keyup', onKey);
      onProgress(step, outcome);
      // Where the focus came from may be gone, as a menu is.
      if (document.activeElement === document.body) document.getElementById('content')?.focus();
    },
  });
  window.addEventListener('keyup', onKey);
  walk.drive(Math.min(from, steps.length - 1));
  return () => walk.destroy();
}

/** The element a step is about, if it can be seen. */
function visible(target: string): Element | undefined {
  const element = document.querySelector(`[data-tour="${target}"]`);
  const box = element?.getBoundingClientRect();
  const isSeen = box && box.width > 0 && box.right > 0 && box.left < window.innerWidth;
  return isSeen ? (element ?? undefined) : undefined;
}

/** A way to leave for good, the focus on the way on, and no second banner of the page. */
function complete(
  { title, footer, nextButton, closeButton }: PopoverDOM,
  onSkip: () => void,
): void {
  const skip = document.createElement('button');
  skip.type = 'button';
  skip.className = 'driver-popover-footer-btn tour-skip-btn';
  skip.textContent = 'Do not show this again';
  skip.addEventListener('click', onSkip);
  footer.append(skip);
  title.setAttribute('role', 'none');
  footer.setAttribute('role', 'none');
  closeButton.setAttribute('aria-label', 'Close the tour for now');
  // After the library's own choice, which is the button that closes.
  queueMicrotask(() => nextButton.focus());
}

/** The library says of what it points at that it opens a dialog: on a link or a box that is not true. */
function withoutClaims(): void {
  const element = document.querySelector('.driver-active-element');
  for (const claim of ['aria-haspopup', 'aria-expanded', 'aria-controls']) {
    element?.removeAttribute(claim);
  }
}
