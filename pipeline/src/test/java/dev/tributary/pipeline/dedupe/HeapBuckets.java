package dev.tributary.pipeline.dedupe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lane's deduplication state in plain maps, for tests without a runner. */
public final class HeapBuckets implements Deduplicator.Buckets {
  private final List<Map<EventHash, FirstSeen>> buckets =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
  private Long current;

  @Override
  public Long current() {
    return current;
  }

  @Override
  public void current(long bucket) {
    current = bucket;
  }

  @Override
  public FirstSeen find(int bucket, EventHash key) {
    return buckets.get(bucket).get(key);
  }

  @Override
  public void add(int bucket, EventHash key, FirstSeen sighting) {
    buckets.get(bucket).put(key, sighting);
  }

  @Override
  public void clear(int bucket) {
    buckets.get(bucket).clear();
  }

  int size() {
    return buckets.stream().mapToInt(Map::size).sum();
  }
}
