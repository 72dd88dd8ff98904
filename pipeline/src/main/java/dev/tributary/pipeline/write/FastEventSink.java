package dev.tributary.pipeline.write;

import dev.tributary.schemas.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.beam.sdk.io.FileIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes event rows straight to Parquet's record consumer: the same schema and rows as Beam's sink,
 * without an Avro record between, without reading a Hadoop configuration at each file, and without
 * a dictionary on columns whose values never repeat.
 */
final class FastEventSink implements FileIO.Sink<EventRow> {
  private static final ParquetConfiguration PLAIN = new PlainParquetConfiguration();
  private static final String[] UNIQUE = {"event_id", "raw_event", "kafka_offset"};

  private final Compression compression;
  private final transient Schema schema;
  private final transient MessageType type;
  private transient ParquetWriter<EventRow> writer;

  /** Writes rows of the schema that {@link AvroRows#events} makes. */
  FastEventSink(Compression compression, Schema schema) {
    this.compression = compression;
    this.schema = schema;
    this.type = new AvroSchemaConverter(PLAIN).convert(schema);
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    Builder builder = new Builder(new ChannelFile(channel), new Rows(type, schema));
    for (String column : UNIQUE) {
      builder.withDictionaryEncoding(column, false);
    }
    writer = builder.withConf(PLAIN).withCompressionCodec(compression.codec()).build();
  }

  @Override
  public void write(EventRow row) throws IOException {
    writer.write(row);
  }

  @Override
  public void flush() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<EventRow, Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<EventRow> getWriteSupport(Configuration unused) {
      return rows;
    }

    @Override
    protected WriteSupport<EventRow> getWriteSupport(ParquetConfiguration unused) {
      return rows;
    }
  }

  /** One row as calls, column by column, in the schema's order. */
  private static final class Rows extends WriteSupport<EventRow> {
    private final MessageType type;
    private final Schema schema;
    private RecordConsumer consumer;

    Rows(MessageType type, Schema schema) {
      this.type = type;
      this.schema = schema;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public WriteContext init(Configuration unused) {
      return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
      return context();
    }

    private WriteContext context() {
      return new WriteContext(type, Map.of("parquet.avro.schema", schema.toString()));
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(EventRow row) {
      Event event = row.event();
      consumer.startMessage();
      text("event_id", 0, row.eventId());
      number("event_time", 1, event.timeMillis());
      text("event_time_source", 2, event.timeSource().column());
      number("received_at", 3, event.receivedMillis());
      text("host", 4, event.host());
      text("user_agent", 5, event.userAgent());
      text("accept", 6, event.accept());
      headers(event.headers());
      bytes("raw_event", 8, Binary.fromConstantByteArray(row.rawEvent()));
      text("kafka_topic", 9, row.lane().topic());
      consumer.startField("kafka_partition", 10);
      consumer.addInteger(row.lane().partition());
      consumer.endField("kafka_partition", 10);
      number("kafka_offset", 11, row.offset());
      consumer.endMessage();
    }

    private void headers(Map<String, String> headers) {
      consumer.startField("headers", 7);
      consumer.startGroup();
      if (!headers.isEmpty()) {
        consumer.startField("key_value", 0);
        headers.forEach(
            (name, value) -> {
              consumer.startGroup();
              text("key", 0, name);
              text("value", 1, value);
              consumer.endGroup();
            });
        consumer.endField("key_value", 0);
      }
      consumer.endGroup();
      consumer.endField("headers", 7);
    }

    private void text(String column, int index, String value) {
      if (value != null) {
        bytes(column, index, Binary.fromString(value));
      }
    }

    private void bytes(String column, int index, Binary value) {
      consumer.startField(column, index);
      consumer.addBinary(value);
      consumer.endField(column, index);
    }

    private void number(String column, int index, long value) {
      consumer.startField(column, index);
      consumer.addLong(value);
      consumer.endField(column, index);
    }
  }

  private record ChannelFile(WritableByteChannel channel) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new ChannelStream(channel);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** Leaves the channel open: whoever made it closes it, and forces it to disk then. */
  private static final class ChannelStream extends PositionOutputStream {
    private final WritableByteChannel channel;
    private long position;

    ChannelStream(WritableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      for (ByteBuffer left = ByteBuffer.wrap(source, from, length); left.hasRemaining(); ) {
        channel.write(left);
      }
      position += length;
    }
  }
}
