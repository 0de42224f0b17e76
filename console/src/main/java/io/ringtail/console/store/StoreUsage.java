package io.ringtail.console.store;

/**
 * What a store holds and has given up.
 *
 * @param heldEvents events that can be read
 * @param heldBytes bytes against the bound, with bookkeeping
 * @param maxBytes the bound
 * @param evictedEvents events given up for newer ones since start or reset
 */
public record StoreUsage(long heldEvents, long heldBytes, long maxBytes, long evictedEvents) {}
