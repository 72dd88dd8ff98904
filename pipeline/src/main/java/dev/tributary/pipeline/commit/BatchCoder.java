package dev.tributary.pipeline.commit;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.pipeline.coding.ValueCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** A batch as the JSON that the commit log holds too. One a bundle, so its cost does not matter. */
public final class BatchCoder extends ValueCoder<Batch> {
  @Override
  public void encode(Batch batch, OutputStream out) throws IOException {
    ByteArrayCoder.of().encode(LogJson.write(batch), out);
  }

  @Override
  public Batch decode(InputStream in) throws IOException {
    return LogJson.read(ByteArrayCoder.of().decode(in), Batch.class);
  }
}
