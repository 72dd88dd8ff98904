package dev.tributary.pipeline.read;

import dev.tributary.pipeline.coding.ValueCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;

/**
 * Where a reader stands: what a checkpoint keeps of it. Nothing is committed to Kafka when the
 * checkpoint is complete: the true positions are the commit log's.
 *
 * @param next the next offset of each lane, by lane key; a lane without one begins where the reader
 *     group stands
 */
public record ReaderPositions(Map<String, Long> next) implements CheckpointMark {
  public ReaderPositions {
    next = Map.copyOf(next);
  }

  @Override
  public void finalizeCheckpoint() {}

  /** A count, then name and offset of each lane, sorted. */
  static final class Coder extends ValueCoder<ReaderPositions> {
    @Override
    public void encode(ReaderPositions positions, OutputStream out) throws IOException {
      var data = new DataOutputStream(out);
      data.writeInt(positions.next.size());
      for (var lane : new TreeMap<>(positions.next).entrySet()) {
        data.writeUTF(lane.getKey());
        data.writeLong(lane.getValue());
      }
    }

    @Override
    public ReaderPositions decode(InputStream in) throws IOException {
      var data = new DataInputStream(in);
      Map<String, Long> next = new TreeMap<>();
      for (int left = data.readInt(); left > 0; left--) {
        next.put(data.readUTF(), data.readLong());
      }
      return new ReaderPositions(next);
    }
  }
}
