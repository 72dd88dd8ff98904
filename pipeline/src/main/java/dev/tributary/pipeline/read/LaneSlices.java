package dev.tributary.pipeline.read;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cuts what one poll gave of a lane into elements of bounded size. */
final class LaneSlices {
  /**
   * The most records of one slice. With 1,000 the slices that are ready, and what they were made
   * of, fill the young generation's survivor space; with 100 each slice's own cost shows.
   */
  static final int MAX_RECORDS = 300;

  /** The most bytes of values in one slice; a record that is bigger is a slice of its own. */
  static final int MAX_BYTES = 1 << 20;

  /**
   * One slice.
   *
   * @param records its records
   * @param next the offset after the last of them
   */
  record Slice(LaneRecords records, long next) {}

  private LaneSlices() {}

  /** The slices of these records of a lane, in their order. */
  static List<Slice> cut(String lane, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    var slices = new ArrayList<Slice>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      int length = LaneRecords.lengthOf(records.get(i));
      if (i > from && (i - from == MAX_RECORDS || bytes + length > MAX_BYTES)) {
        slices.add(slice(lane, records.subList(from, i)));
        from = i;
        bytes = 0;
      }
      bytes += length;
    }
    if (from < records.size()) {
      slices.add(slice(lane, records.subList(from, records.size())));
    }
    return slices;
  }

  private static Slice slice(String lane, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    return new Slice(LaneRecords.of(lane, records), records.get(records.size() - 1).offset() + 1);
  }
}
