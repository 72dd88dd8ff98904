package dev.tributary.schemas.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.columns.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LakeViewTest {
  @Test
  void keepsAnEventTypeInsideItsQuotes() {
    var id = LakeView.Shown.as(new Column("event_id", "string", ""));
    assertThat(new LakeView("a", "", "a' OR 'b' = 'b", List.of(id)).query())
        .isEqualTo("SELECT \"event_id\" FROM events WHERE event_type = 'a'' OR ''b'' = ''b'");
  }
}
