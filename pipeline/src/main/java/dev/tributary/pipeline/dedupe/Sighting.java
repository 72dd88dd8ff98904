package dev.tributary.pipeline.dedupe;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.coding.ValueCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Where an event was first seen in its lane.
 *
 * @param offset the record's offset
 * @param dataHash the hash of its {@code data}
 */
public record Sighting(long offset, int dataHash) implements Serializable {
  /** 12 bytes. */
  public static final class Coder extends ValueCoder<Sighting> {
    private static final int SIZE = 12;

    @Override
    public void encode(Sighting sighting, OutputStream out) throws IOException {
      byte[] bytes = new byte[SIZE];
      Bytes.putLong(bytes, 0, sighting.offset);
      Bytes.putInt(bytes, 8, sighting.dataHash);
      out.write(bytes);
    }

    @Override
    public Sighting decode(InputStream in) throws IOException {
      byte[] bytes = Bytes.read(in, SIZE);
      return new Sighting(Bytes.getLong(bytes, 0), Bytes.getInt(bytes, 8));
    }
  }
}
