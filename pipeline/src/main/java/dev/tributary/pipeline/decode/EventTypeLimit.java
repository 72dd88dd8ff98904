package dev.tributary.pipeline.decode;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.pipeline.job.SharedByLaunch;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The undeclared event types that have rows or are about to: a new one is taken while there is
 * room. All workers of a launch in one JVM share it; several JVMs may each fill the room before one
 * sees the other's commit. Thread safe.
 */
final class EventTypeLimit implements AutoCloseable {
  private static final SharedByLaunch<EventTypeLimit> SHARED = new SharedByLaunch<>();

  private final Set<String> types = ConcurrentHashMap.newKeySet();
  private final int max;

  EventTypeLimit(Collection<String> known, int max) {
    this.max = max;
    add(known);
  }

  /** Declared types never count. */
  private void add(Collection<String> known) {
    types.addAll(known);
    EventSchemas.declared().all().forEach(schema -> types.remove(schema.eventType()));
  }

  /** The types of the launch that owns the state, with those that the state knows. */
  static EventTypeLimit share(CommitState state, int max) {
    try {
      EventTypeLimit shared = SHARED.acquire(owner(state), () -> new EventTypeLimit(Set.of(), max));
      shared.add(state.eventTypes());
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot share event types", e);
    }
  }

  /** Gives back what {@link #share} gave for the same state. */
  static void release(CommitState state, EventTypeLimit shared) {
    SHARED.release(owner(state), shared);
  }

  private static String owner(CommitState state) {
    return state.owner().orElse("");
  }

  /** True when the type is known, or was taken now. */
  boolean take(String type) {
    return types.contains(type) || takeNew(type);
  }

  private synchronized boolean takeNew(String type) {
    return types.contains(type) || types.size() < max && types.add(type);
  }

  @Override
  public void close() {}
}
