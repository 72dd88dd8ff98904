package dev.tributary.schemas.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/events.md says what the schema files say. */
final class EventsDocTest {
  @Test
  void describesTodaysTypes() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "events.md")))
        .as("write it with: mvn -q -pl schemas process-classes -Dschemas=write")
        .isEqualTo(EventsPage.of(EventSchemas.declared()));
  }
}
