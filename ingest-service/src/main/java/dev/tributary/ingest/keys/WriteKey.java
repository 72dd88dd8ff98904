package dev.tributary.ingest.keys;

import dev.tributary.ingest.http.Client;
import dev.tributary.ingest.http.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** One write key: who it is, what it may send, and how much. Thread safe. */
final class WriteKey implements Client {
  private final String name;
  private final byte[] hash;
  private final Set<String> eventTypes;
  private final double perSecond;
  private final boolean operator;
  private final LongSupplier nanoClock;
  private double left;
  private long refilledNanos;

  /**
   * @param hash SHA-256 of the key
   * @param eventTypes what it may send; empty for all
   * @param perSecond events a second; 0 for any number
   * @param operator whether it may see what operators see
   */
  WriteKey(
      String name,
      byte[] hash,
      Set<String> eventTypes,
      double perSecond,
      boolean operator,
      LongSupplier nanoClock) {
    this.name = name;
    this.hash = hash;
    this.eventTypes = eventTypes;
    this.perSecond = perSecond;
    this.operator = operator;
    this.nanoClock = nanoClock;
    this.left = perSecond;
    this.refilledNanos = nanoClock.getAsLong();
  }

  @Override
  public String name() {
    return name;
  }

  byte[] hash() {
    return hash;
  }

  @Override
  public boolean isOperator() {
    return operator;
  }

  /** What the key had left before its file was read again is what it has now. */
  synchronized void continueFrom(WriteKey before) {
    synchronized (before) {
      left = Math.min(perSecond, before.left);
      refilledNanos = before.refilledNanos;
    }
  }

  @Override
  public boolean maySend(String eventType) {
    return eventTypes.isEmpty() || eventTypes.contains(eventType);
  }

  /** A batch may overdraw: then the next ones wait until it is paid back. */
  @Override
  public synchronized void take(int events) {
    if (perSecond == 0) {
      return;
    }
    long now = nanoClock.getAsLong();
    left = Math.min(perSecond, left + perSecond * (now - refilledNanos) / 1e9);
    refilledNanos = now;
    if (left <= 0) {
      long seconds = (long) Math.ceil(Math.max(1, -left / perSecond));
      throw new ProblemException(
          429,
          "The write key sends too fast (limit=" + perSecond + " events a second): send later",
          Map.of("Retry-After", String.valueOf(seconds)));
    }
    left -= events;
  }
}
