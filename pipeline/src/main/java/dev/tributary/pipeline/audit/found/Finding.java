package dev.tributary.pipeline.audit.found;

/**
 * One difference.
 *
 * @param fault what it is
 * @param place the file, or the position in Kafka
 * @param detail the figures, or the reason
 */
public record Finding(Fault fault, String place, String detail) {
  @Override
  public String toString() {
    return fault + " " + place + (detail.isEmpty() ? "" : ": " + detail);
  }
}
