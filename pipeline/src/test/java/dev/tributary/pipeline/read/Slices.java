package dev.tributary.pipeline.read;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.lane.ReplayHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer gives them, and slices of them, for tests without Kafka. */
public final class Slices {
  private Slices() {}

  /** One slice of these records of the lane. */
  public static LaneSlice of(Lane lane, List<LaneRecord> records) {
    return of(
        lane.key(),
        records.stream()
            .map(
                record ->
                    polled(
                        lane,
                        record.offset(),
                        record.timestampMillis(),
                        ByteBuffer.wrap(record.value()),
                        headers(record.replayOf())))
            .toList());
  }

  public static LaneSlice of(String lane, List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled) {
    return LaneSlice.of(lane, LaneSlice.block(polled));
  }

  private static Headers headers(String replayOf) {
    var headers = new RecordHeaders();
    Position.parse(replayOf)
        .ifPresent(position -> headers.add(ReplayHeader.NAME, ReplayHeader.write(position)));
    return headers;
  }

  public static ConsumerRecord<ByteBuffer, ByteBuffer> polled(
      Lane lane, long offset, long timestamp, ByteBuffer value, Headers headers) {
    return new ConsumerRecord<>(
        lane.topic(),
        lane.partition(),
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        value,
        headers,
        Optional.empty());
  }
}
