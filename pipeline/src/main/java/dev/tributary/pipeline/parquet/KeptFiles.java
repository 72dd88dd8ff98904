package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.columns.EventColumn;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;

/**
 * How files are written that are to be kept and asked often: whoever rewrites closed hours makes
 * them. They have statistics and page indexes of each column but the event's text, and a Bloom
 * filter for each row group on {@code event_id} and on the fields that are declared as lookups.
 */
public final class KeptFiles {
  /** A page is the least that a query reads: small, down to where the headers of pages cost. */
  private static final int PAGE_BYTES = 256 << 10;

  private static final double FALSE_POSITIVES = 0.01;

  private KeptFiles() {}

  /**
   * Sets all of it. The size of row groups is left to the caller: a writer holds one in memory.
   *
   * @param builder of any writer of Parquet
   * @param schema the schema of its rows: one of {@link LakeFormat}
   * @param declared the declaration of their event type; null where there is none
   */
  public static <B extends ParquetWriter.Builder<?, B>> B set(
      B builder, MessageType schema, EventSchema declared, Compression compression) {
    for (String column : UniqueColumns.NAMES) {
      builder.withDictionaryEncoding(column, false);
    }
    lookups(declared)
        .filter(schema::containsField)
        .forEach(
            column ->
                builder
                    .withBloomFilterEnabled(column, true)
                    .withBloomFilterFPP(column, FALSE_POSITIVES));
    return builder
        .withConf(EventFile.configuration())
        .withCompressionCodec(compression.codec())
        .withPageSize(PAGE_BYTES)
        .withAdaptiveBloomFilterEnabled(true) // as big as a row group's values need
        .withStatisticsEnabled(EventColumn.RAW_EVENT.column(), false);
  }

  private static Stream<String> lookups(EventSchema declared) {
    Stream<String> ofEveryEvent = Stream.of(EventColumn.EVENT_ID.column());
    return declared == null
        ? ofEveryEvent
        : Stream.concat(
            ofEveryEvent,
            declared.fields().stream().filter(EventField::isLookup).map(EventField::column));
  }
}
