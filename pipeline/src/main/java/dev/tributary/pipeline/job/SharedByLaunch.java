package dev.tributary.pipeline.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One resource a launch in this JVM, shared by the clones that a runner makes of a DoFn: the Direct
 * runner clones one for each thread, and two logs of one name would fence each other. Instances of
 * this class are the pipeline's only statics that change (ADR-0003).
 *
 * @param <T> the resource
 */
public final class SharedByLaunch<T extends AutoCloseable> {
  /** Opens the resource. */
  public interface Opening<T> {
    /** Opens it. */
    T open() throws IOException;
  }

  private static final class Held<T> {
    private final T resource;
    private int holders;

    Held(T resource) {
      this.resource = resource;
    }
  }

  private final Map<String, Held<T>> byOwner = new HashMap<>();

  /** The launch's resource, opened by the first that asks. Each caller gives it back once. */
  public synchronized T acquire(String owner, Opening<T> opening) throws IOException {
    Held<T> held = byOwner.get(owner);
    if (held == null) {
      held = new Held<>(opening.open());
      byOwner.put(owner, held);
    }
    held.holders++;
    return held.resource;
  }

  /** Gives it back; the last one closes it. One that was discarded is ignored. */
  public synchronized void release(String owner, T resource) {
    Held<T> held = byOwner.get(owner);
    if (held != null && held.resource == resource && --held.holders == 0) {
      discard(owner, resource);
    }
  }

  /** Closes one whose state is unknown, so that the next that asks opens another. */
  public synchronized void discard(String owner, T resource) {
    Held<T> held = byOwner.get(owner);
    if (held == null || held.resource != resource) {
      return;
    }
    byOwner.remove(owner);
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot close what launch " + owner + " shares", e);
    }
  }
}
