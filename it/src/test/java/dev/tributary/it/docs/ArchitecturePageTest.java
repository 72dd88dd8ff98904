package dev.tributary.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/architecture.md names each package of the main code. */
final class ArchitecturePageTest {
  private static final String MAIN = "src/main/java/dev/tributary/";

  @Test
  void namesEachPackage() throws IOException {
    Set<String> named =
        Page.read(Checkout.ROOT.resolve("docs/architecture.md")).code().stream()
            .filter(Page.Found::isInTable)
            .map(Page.Found::text)
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (Path source : Checkout.sources()) {
      String file = Checkout.ROOT.relativize(source).toString();
      int main = file.indexOf(MAIN);
      if (main >= 0 && !file.startsWith("it/") && !file.startsWith("runners/local/parts/")) {
        String module = file.substring(0, main);
        String name = packageOf(file.substring(main + MAIN.length()));
        if (!name.isEmpty() && !named.contains(name)) {
          missing.add(module + " " + name);
        }
      }
    }

    assertThat(missing).as("packages without a row in docs/architecture.md").isEmpty();
  }

  /** The package within its module: {@code lake.files} of {@code pipeline/lake/files/Lake.java}. */
  private static String packageOf(String file) {
    String folders = file.substring(0, file.lastIndexOf('/') + 1);
    return folders
        .replaceFirst("^runners/(flink/rest|[a-z]+)/|^[a-z]+/", "")
        .replaceFirst("/$", "")
        .replace('/', '.');
  }
}
