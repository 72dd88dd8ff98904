package dev.tributary.it.contents.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each event that must be in the lake came from, by the key under which it is found there.
 * Holds two numbers an event, whatever its size. Thread safe.
 */
final class Sent {
  private static final int BITS_OF_INDEX = 14;

  private final Map<Long, Long> waiting = new HashMap<>();
  private final Set<Long> found = new HashSet<>();
  private final Set<Long> perhaps = new HashSet<>();
  private long rows;
  private long deadLetters;

  /** Which event of which shipment. */
  record Place(long shipment, int index) {}

  /** What finds an event. */
  static final class Key {
    private Key() {}

    static String ofId(String id) {
      return "id " + id;
    }

    static String ofRequest(String reference) {
      return "request " + reference;
    }

    static String ofDeadLetter(String position) {
      return "dead letter " + position;
    }
  }

  synchronized void row(String key, Place place) {
    rows += waiting.put(hash(key), pack(place)) == null ? 1 : 0;
  }

  synchronized void deadLetter(String key, Place place) {
    waiting.put(hash(key), pack(place));
    deadLetters++;
  }

  /** Kafka did not say in time whether it has it: both is right. */
  synchronized void perhaps(String key, Place place) {
    row(key, place);
    if (perhaps.add(hash(key))) {
      rows--;
    }
  }

  /** Takes what a row was sent as: the first of these keys that is known. */
  synchronized Optional<Place> take(List<String> keys) {
    for (String key : keys) {
      long hash = hash(key);
      Long place = waiting.remove(hash);
      if (place != null) {
        found.add(hash);
        return Optional.of(unpack(place));
      }
    }
    return Optional.empty();
  }

  /** Whether one of these was taken before. */
  synchronized boolean isTaken(List<String> keys) {
    return keys.stream().anyMatch(key -> found.contains(hash(key)));
  }

  /** What nothing was found of. */
  synchronized List<Place> missing() {
    return waiting.entrySet().stream()
        .filter(entry -> !perhaps.contains(entry.getKey()))
        .map(entry -> unpack(entry.getValue()))
        .toList();
  }

  synchronized long rows() {
    return rows;
  }

  synchronized long deadLetters() {
    return deadLetters;
  }

  synchronized long unsure() {
    return perhaps.size();
  }

  private static long pack(Place place) {
    return place.shipment() << BITS_OF_INDEX | place.index();
  }

  private static Place unpack(long packed) {
    return new Place(packed >> BITS_OF_INDEX, (int) (packed & (1 << BITS_OF_INDEX) - 1));
  }

  private static long hash(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
