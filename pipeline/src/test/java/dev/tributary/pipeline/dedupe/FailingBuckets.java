package dev.tributary.pipeline.dedupe;

/** A lane's state that fails once, at one of its operations. */
public final class FailingBuckets implements Deduplicator.Buckets {
  private final HeapBuckets real = new HeapBuckets();
  private String place = "";
  private Throwable failure;

  /** The next call of the method throws. */
  public void failAt(String method, Throwable thrown) {
    place = method;
    failure = thrown;
  }

  private void at(String method) {
    if (method.equals(place)) {
      place = "";
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  @Override
  public Long current() {
    at("current");
    return real.current();
  }

  @Override
  public void current(long bucket) {
    real.current(bucket);
  }

  @Override
  public FirstSeen find(int bucket, EventHash key) {
    at("find");
    return real.find(bucket, key);
  }

  @Override
  public void add(int bucket, EventHash key, FirstSeen sighting) {
    at("add");
    real.add(bucket, key, sighting);
  }

  @Override
  public void clear(int bucket) {
    real.clear(bucket);
  }
}
