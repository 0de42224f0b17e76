/** One object of state, and those who want to know when it changes. */

import { useLayoutEffect, useReducer, useRef } from './vendor/preact/hooks.js';

/**
 * @template {object} S
 */
export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {S} state */
  constructor(state) {
    this.state = state;
  }

  /** @param {Partial<S>} change */
  set(change) {
    this.state = { ...this.state, ...change };
    this.#listeners.forEach(listener => listener());
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}

/**
 * A part of the state; the component is drawn anew when it is another.
 * @template {object} S
 * @template T
 * @param {Store<S>} store @param {(state: S) => T} select
 * @returns {T}
 */
export function useStore(store, select) {
  const [, redraw] = useReducer((/** @type {number} */ n, /** @type {void} */ _) => n + 1, 0);
  const selected = select(store.state);
  const latest = useRef({ selected, select });
  latest.current = { selected, select };
  useLayoutEffect(() => {
    const check = () => {
      if (!Object.is(latest.current.select(store.state), latest.current.selected)) {
        redraw();
      }
    };
    check();
    return store.subscribe(check);
  }, [store]);
  return selected;
}
