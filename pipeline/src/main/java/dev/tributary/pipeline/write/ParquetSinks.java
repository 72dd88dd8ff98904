package dev.tributary.pipeline.write;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/** Makes the sinks that write rows as Parquet. */
final class ParquetSinks {
  private final ParquetWriting writing;
  private final Compression compression;
  private final Schema events;
  private final Schema deadLetters;

  ParquetSinks(ParquetWriting writing, Compression compression, Map<String, String> topicIds) {
    this.writing = writing;
    this.compression = compression;
    this.events = AvroRows.events(topicIds);
    this.deadLetters = AvroRows.deadLetters(topicIds);
  }

  /** A sink for one file of events. */
  FileIO.Sink<EventRow> events() {
    return switch (writing) {
      case BEAM -> new Converting<>(sink(events), row -> AvroRows.of(row, events));
      case FAST -> new FastEventSink(compression, events);
    };
  }

  /** A sink for one file of dead letters. */
  FileIO.Sink<DeadLetterRow> deadLetters() {
    return new Converting<>(sink(deadLetters), row -> AvroRows.of(row, deadLetters));
  }

  private ParquetIO.Sink sink(Schema schema) {
    return ParquetIO.sink(schema).withCompressionCodec(compression.codec());
  }

  private static final class Converting<T> implements FileIO.Sink<T> {
    private final FileIO.Sink<GenericRecord> sink;
    private final transient Function<T, GenericRecord> conversion;

    Converting(FileIO.Sink<GenericRecord> sink, Function<T, GenericRecord> conversion) {
      this.sink = sink;
      this.conversion = conversion;
    }

    @Override
    public void open(WritableByteChannel channel) throws IOException {
      sink.open(channel);
    }

    @Override
    public void write(T row) throws IOException {
      sink.write(conversion.apply(row));
    }

    @Override
    public void flush() throws IOException {
      sink.flush();
    }
  }
}
