package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A {@link CircuitBreaker} for each topic: a topic that takes nothing closes no other. Topics come
 * from the settings, so there are few. Thread safe.
 */
final class CircuitBreakers {
  private final Map<String, CircuitBreaker> topics = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Duration pause;
  private final long freshNanos;
  private final LongSupplier nanoClock;
  private volatile long tookNanos;
  private volatile boolean tookWhileOpen;

  /**
   * @param pause time between two trials of a topic that takes nothing
   * @param fresh how long a success of one topic says that Kafka works, while another takes nothing
   */
  CircuitBreakers(Duration pause, Duration fresh, LongSupplier nanoClock) {
    this.pause = pause;
    this.freshNanos = fresh.toNanos();
    this.nanoClock = nanoClock;
  }

  /** True when an event of the topic may go to Kafka; may use up the topic's trial. */
  boolean tryAcquire(String topic) {
    return of(topic).tryAcquire();
  }

  /** The topic took an event. */
  void succeeded(String topic) {
    CircuitBreaker breaker = of(topic);
    if (open.get() == 0) {
      return;
    }
    if (breaker.succeeded()) {
      open.decrementAndGet();
    }
    tookNanos = nanoClock.getAsLong();
    tookWhileOpen = true;
  }

  /** The topic did not take an event. */
  void failed(String topic) {
    if (of(topic).failed() && open.getAndIncrement() == 0) {
      tookWhileOpen = false;
    }
  }

  /** True while a topic takes nothing. */
  boolean isAnyOpen() {
    return open.get() > 0;
  }

  /** True when a topic takes nothing and no other took an event lately. */
  boolean isNothingTaken() {
    return isAnyOpen() && !(tookWhileOpen && nanoClock.getAsLong() - tookNanos < freshNanos);
  }

  /** True when a topic takes nothing, and its next trial is not due. */
  boolean isAnyRefusing() {
    if (!isAnyOpen()) {
      return false;
    }
    return topics.values().stream().anyMatch(CircuitBreaker::isRefusing);
  }

  private CircuitBreaker of(String topic) {
    CircuitBreaker breaker = topics.get(topic);
    return breaker != null
        ? breaker
        : topics.computeIfAbsent(topic, first -> new CircuitBreaker(pause, nanoClock));
  }
}
