package dev.tributary.it.types;

import dev.tributary.it.support.StartedPart;
import dev.tributary.schemas.render.SchemaBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Schema files as a developer has them, built as Maven builds them: checked against the ones before
 * and against each other, and put where a program's classpath finds them.
 *
 * @param events the text of each file by its name: all of one generation, and the field ids
 * @param classes the folder for the classpath
 */
record SchemaFolder(Map<String, String> events, Path classes) {
  /** The files of the checkout, and more. */
  static SchemaFolder ofCheckout(Path folder, Map<String, String> more) throws IOException {
    Map<String, String> all = texts(StartedPart.checkout().root().resolve("schemas/events"));
    all.putAll(more);
    return build(folder, texts(StartedPart.checkout().root().resolve("schemas/released")), all);
  }

  /**
   * The next generation: these files, with some changed or added.
   *
   * @throws IllegalArgumentException when the build refuses it
   */
  SchemaFolder next(Path folder, Map<String, String> changes) throws IOException {
    Map<String, String> all = new TreeMap<>(events);
    all.putAll(changes);
    return build(folder, events, all);
  }

  private static SchemaFolder build(
      Path folder, Map<String, String> released, Map<String, String> events) throws IOException {
    Path classes = folder.resolve("classes");
    write(folder.resolve("events"), events);
    write(folder.resolve("released"), released);
    write(classes.resolve("dev/tributary/events"), events);
    Files.createDirectories(folder.resolveSibling("docs"));
    SchemaBuild.main(new String[] {folder.toString(), classes.toString(), "write"});
    return new SchemaFolder(texts(folder.resolve("events")), classes);
  }

  private static void write(Path folder, Map<String, String> texts) throws IOException {
    Files.createDirectories(folder);
    for (var file : texts.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
