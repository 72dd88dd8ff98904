package dev.tributary.pipeline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRowsTest {
  @TempDir private Path lake;

  /** Whoever reads a value in some rows only still gets the value of that row. */
  @Test
  void givesEachRowItsOwnValues() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT n, CASE WHEN n % 3 > 0 THEN 'text-' || n END AS text FROM range(1000) t(n))"
              + " TO '%s' (FORMAT parquet)".formatted(lake.resolve("a.parquet")));
    }
    List<String> found = new ArrayList<>();
    var input = new LakeFileInput(new Lake(lake.toString()).files(), "a.parquet");
    try (var rows = new FileRows(input, List.of("n", "text"))) {
      for (int n = 0; rows.next(); n++) {
        if (n % 5 == 0) {
          Binary text = rows.text(1);
          found.add(rows.number(0) + " " + (text == null ? "" : text.toStringUsingUTF8()));
        }
      }
    }
    assertThat(found).hasSize(200).startsWith("0 ", "5 text-5", "10 text-10", "15 ", "20 text-20");
    assertThat(found).endsWith("985 text-985", "990 ", "995 text-995");
  }
}
