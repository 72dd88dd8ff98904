package dev.tributary.pipeline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What both writers write, as DuckDB reads it, which shares no code with them. Each row has the
 * values of its own event in every column, and the values of the other writer.
 */
final class BothWritersTest {
  /** More than one page of each column. */
  private static final int ROWS = 21_000;

  private static final int DECLARED_ROWS = 3_000;

  /** Rows of which a column is not what the row's own text and place say. */
  private static final String STRANGE =
      """
      SELECT count(*) FROM (
        SELECT *, CAST(raw_event AS JSON) AS said
        FROM read_parquet('%s', file_row_number = true))
      WHERE kafka_topic <> 'events' OR kafka_partition <> 2
        OR kafka_offset <> file_row_number + %d
        OR event_id <> coalesce(said->>'id', 'events-2-' || kafka_offset)
        OR host IS DISTINCT FROM (said->>'Host')
        OR user_agent IS DISTINCT FROM (said->>'User-Agent')
        OR accept IS DISTINCT FROM (said->>'Accept')
        OR headers['X'] IS DISTINCT FROM (said->>'X')
        OR headers['X-Empty'] IS DISTINCT FROM (said->>'X-Empty')
        OR received_at <> TIMESTAMP '%s'
        OR event_time <> CASE event_time_source
          WHEN 'client' THEN CAST(left(said->>'timestamp', 19) AS TIMESTAMP) ELSE received_at END
      """;

  /** The same for a declared column: its name, and what it must be. */
  private static final String STRANGE_COLUMN =
      """
      SELECT count(*) FROM (SELECT *, (CAST(raw_event AS JSON)->'data') AS said FROM read_parquet('%s'))
      WHERE %s IS DISTINCT FROM (%s)
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void writeEveryColumnOfAnUndeclaredType(Compression compression) throws Exception {
    List<EventRow> rows = MadeRows.undeclared(ROWS);
    Path beam = write(ParquetWriting.BEAM, compression, rows);
    Path fast = write(ParquetWriting.FAST, compression, rows);
    assertThat(Duck.number("SELECT count(*) FROM read_parquet('%s')".formatted(beam)))
        .isEqualTo(ROWS);
    assertThat(Duck.differences(beam, fast)).isZero();
    assertThat(strange(beam, 0)).isZero();
    assertThat(strange(fast, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_placed", "level_completed"})
  void writeEveryColumnOfADeclaredType(String type) throws Exception {
    List<EventRow> rows = MadeRows.declared(type, DECLARED_ROWS);
    Path beam = write(ParquetWriting.BEAM, Compression.ZSTD, rows);
    Path fast = write(ParquetWriting.FAST, Compression.ZSTD, rows);
    assertThat(Duck.number("SELECT count(*) FROM read_parquet('%s')".formatted(beam)))
        .isEqualTo(DECLARED_ROWS);
    assertThat(Duck.differences(beam, fast)).isZero();
    Map<String, String> columns =
        type.equals("order_placed")
            ? Map.of(
                "order_id", "said->>'order_id'",
                "total", "CAST(said->>'total' AS DECIMAL(18, 2))",
                "len(lines)", "json_array_length(said->'lines')",
                "lines[1].sku", "said->'lines'->0->>'sku'",
                "shipping_address.city", "said->'shipping_address'->>'city'",
                "deliver_on", "CAST(said->>'deliver_on' AS DATE)",
                "is_gift", "coalesce(CAST(said->>'is_gift' AS BOOLEAN), false)")
            : Map.of(
                "player_id", "said->>'player_id'",
                "level", "TRY_CAST(said->>'level' AS BIGINT)",
                "len(problems) > 0", "CASE WHEN (said->>'level') = 'high' THEN true END",
                "score", "CAST(said->>'score' AS BIGINT)",
                "duration_seconds", "CAST(said->>'duration_seconds' AS DOUBLE)",
                "boosters[2]", "said->'boosters'->>1",
                "deaths['fall']", "CAST(said->'deaths'->>'fall' AS BIGINT)");
    columns.forEach(
        (column, said) ->
            assertThat(Duck.number(STRANGE_COLUMN.formatted(beam, column, said)))
                .as(column)
                .isZero());
  }

  /** They share the bytes of texts that come often. */
  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void writeFilesSideBySideOneGenerationAfterTheOther(ParquetWriting writing) throws Exception {
    var sinks = new ParquetSinks(writing, Compression.ZSTD, Map.of());
    List<EventRow> rows = MadeRows.undeclared(6_000);
    for (int generation = 0; generation < 3; generation++) {
      List<Path> files = new ArrayList<>();
      List<FileChannel> channels = new ArrayList<>();
      List<FileIO.Sink<EventRow>> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        files.add(folder.resolve(writing + "-" + generation + "-" + i));
        channels.add(MadeRows.create(files.get(i)));
        open.add(sinks.events(rows.get(0)));
        open.get(i).open(channels.get(i));
      }
      for (int row = 0; row < rows.size() - 2; row++) {
        for (int i = 0; i < open.size(); i++) {
          open.get(i).write(rows.get(row + i)); // another row each
        }
      }
      for (int i = 0; i < open.size(); i++) {
        open.get(i).flush();
        channels.get(i).close();
        assertThat(strange(files.get(i), i)).isZero();
      }
    }
  }

  private Path write(ParquetWriting writing, Compression compression, List<EventRow> rows)
      throws IOException {
    var sinks = new ParquetSinks(writing, compression, Map.of());
    return MadeRows.write(folder.resolve(writing.name()), sinks.events(rows.get(0)), rows);
  }

  private static long strange(Path file, int firstOffset) {
    return Duck.number(STRANGE.formatted(file, firstOffset, MadeRows.RECEIVED));
  }
}
