package dev.tributary.it.types;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code sql} blocks of a Markdown file. */
final class Questions {
  private Questions() {}

  /** Each statement by the heading that it stands under, in order. */
  static Map<String, String> in(Path markdown) throws IOException {
    Map<String, String> questions = new LinkedHashMap<>();
    String heading = "";
    StringBuilder block = null;
    for (String line : Files.readAllLines(markdown)) {
      if (line.equals("```sql")) {
        block = new StringBuilder();
      } else if (line.equals("```") && block != null) {
        // JDBC takes a statement without its semicolon
        String sql = block.toString().strip().replaceAll(";$", "");
        if (questions.put(heading, sql) != null) {
          throw new IllegalStateException(markdown + " has two statements under " + heading);
        }
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      } else if (line.startsWith("### ")) {
        heading = line.substring(4);
      }
    }
    return questions;
  }
}
