package dev.tributary.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout. */
final class Checkout {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  /** README, CONTRIBUTING and all of docs. */
  static List<Page> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream<Path> atTheRoot =
          Stream.of("README.md", "CONTRIBUTING.md").map(name -> ROOT.resolve(name));
      return Stream.concat(atTheRoot, docs.filter(file -> file.toString().endsWith(".md")))
          .sorted()
          .map(Page::read)
          .toList();
    }
  }

  /** All Java files of all modules. */
  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
          .toList();
    }
  }
}
