package dev.tributary.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.it.browser.BrowserPage;
import dev.tributary.it.support.DebianTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules of accessibility, which a page is checked against in the browser: axe-core, from npm.
 *
 * @param script its source
 */
record AxeCore(String script) {
  private static final int FEW = 10;

  /** Installs it in a folder. */
  static AxeCore install(Path folder) throws IOException {
    Files.copy(Path.of("src/test/browser/package.json"), folder.resolve("package.json"));
    DebianTool.NPM.run(
        "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder.toString());
    return new AxeCore(Files.readString(folder.resolve("node_modules/axe-core/axe.min.js")));
  }

  /** Which rules the page breaks as it is now, and where. */
  List<String> violations(BrowserPage page) {
    page.value(script + ";0");
    JsonNode found = page.value("axe.run(document, {resultTypes: ['violations']})");
    assertThat(found.path("passes").size()).as("rules that are kept").isGreaterThan(FEW);
    List<String> violations = new ArrayList<>();
    for (JsonNode broken : found.path("violations")) {
      violations.add(broken.path("id").asText() + ": " + broken.path("nodes"));
    }
    return violations;
  }
}
