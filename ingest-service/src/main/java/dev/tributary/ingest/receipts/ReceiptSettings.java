package dev.tributary.ingest.receipts;

/**
 * How receipts are looked up.
 *
 * @param pipeline the pipeline's name, whose commit log says where an event is; empty: not at all
 * @param maxMemoryBytes how much of the heap the newest commits may take
 * @param maxWaitingEvents how many events requests may wait for at once
 */
public record ReceiptSettings(String pipeline, long maxMemoryBytes, int maxWaitingEvents) {
  /** Whether receipts can be looked up. */
  public boolean isOn() {
    return !pipeline.isEmpty();
  }
}
