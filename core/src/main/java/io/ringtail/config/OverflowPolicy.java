package io.ringtail.config;

/** What happens to an event that finds the ring full. */
public enum OverflowPolicy {
  /** Below WARN: dropped from 80 % on. WARN and above: wait, to a limit, then drop. */
  SHED,
  /** Dropped at once, whatever its level. */
  DROP,
  /** Waits, to a limit, whatever its level; then dropped. */
  BLOCK
}
