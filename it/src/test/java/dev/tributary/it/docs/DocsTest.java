package dev.tributary.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** README, CONTRIBUTING and docs: each link leads somewhere, each class that they name exists. */
final class DocsTest {
  @Test
  void leadsToFilesAndHeadingsThatExist() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Page page : Checkout.pages()) {
      for (Page.Found link : page.links()) {
        problem(page, link.text()).ifPresent(what -> problems.add(link.problem(what)));
      }
    }

    assertThat(problems).isEmpty();
  }

  private static Optional<String> problem(Page page, String target) {
    if (URI.create(target).getScheme() != null) {
      return Optional.empty();
    }
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return Optional.of("no file " + parts[0]);
    }
    return parts.length == 1 || Page.read(file).anchors().contains(parts[1])
        ? Optional.empty()
        : Optional.of("no heading #" + parts[1] + " in " + Checkout.ROOT.relativize(file));
  }

  /** ADRs and the history tell of classes that were: they keep the old names. */
  @Test
  void namesClassesThatExist() throws IOException {
    ClassNames names = ClassNames.read();
    List<String> problems = new ArrayList<>();
    for (Page page : Checkout.pages()) {
      if (!tellsOfThePast(page)) {
        for (Page.Found code : page.code()) {
          names.problem(code.text()).ifPresent(what -> problems.add(code.problem(what)));
        }
      }
    }

    assertThat(problems).isEmpty();
    assertThat(names.leftOver())
        .as("names in it/%s without a page", ClassNames.OF_OTHERS)
        .isEmpty();
  }

  private static boolean tellsOfThePast(Page page) {
    String name = Checkout.ROOT.relativize(page.file()).toString();
    return name.startsWith("docs/adr/") || name.equals("docs/benchmarks/history.md");
  }
}
