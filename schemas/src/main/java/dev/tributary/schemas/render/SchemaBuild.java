package dev.tributary.schemas.render;

import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.types.FieldIdFile;
import dev.tributary.schemas.types.SchemaCompatibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The build's step for event types: refuses files that are wrong, or that may not follow the
 * released ones, and lists the good ones in the jar.
 */
public final class SchemaBuild {
  private final Path declared;
  private final Path released;
  private final Path page;

  private SchemaBuild(Path module) {
    this.declared = module.resolve("events");
    this.released = module.resolve("released");
    this.page = module.resolve("../docs/events.md");
  }

  /**
   * Arguments: the folder of the module {@code schemas}, the one of its classes, and what to do
   * beyond the check: {@code check} (nothing), {@code write} (give new columns their field ids, and
   * write the data dictionary) or {@code release} (the same, and let today's types and ids be what
   * later ones are compared with).
   *
   * @throws IllegalArgumentException when a type is refused, with a line for each reason
   */
  public static void main(String[] args) throws IOException {
    new SchemaBuild(Path.of(args[0])).run(Path.of(args[1]), args[2]);
  }

  private void run(Path classes, String task) throws IOException {
    Map<String, String> texts = texts(declared);
    EventSchemas schemas = EventSchemas.of(texts);
    FieldIdFile ids = ids(declared);
    if (!task.equals("check")) {
      ids = ids.with(schemas);
    }
    List<String> problems =
        new ArrayList<>(SchemaCompatibility.problems(EventSchemas.of(texts(released)), schemas));
    problems.addAll(ids.problems(schemas, ids(released)));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    switch (task) {
      case "check" -> {}
      case "write" -> write(schemas, ids, classes);
      case "release" -> {
        write(schemas, ids, classes);
        release(texts.keySet());
      }
      default ->
          throw new IllegalArgumentException(
              "-Dschemas must be one of check, write, release: " + task);
    }
    Path index = classes.resolve(EventSchemas.FOLDER.substring(1)).resolve(EventSchemas.INDEX);
    List<String> files = List.copyOf(texts.keySet());
    if (Files.exists(index) && Files.readAllLines(index).equals(files)) {
      return; // a newer file would be a newer jar, and all that uses it compiled again
    }
    Files.createDirectories(index.getParent());
    Files.write(index, files);
  }

  private void write(EventSchemas schemas, FieldIdFile ids, Path classes) throws IOException {
    Files.writeString(page, EventsPage.of(schemas));
    Files.writeString(declared.resolve(FieldIdFile.NAME), ids.text());
    Path resources = classes.resolve(EventSchemas.FOLDER.substring(1));
    Files.createDirectories(resources);
    Files.writeString(resources.resolve(FieldIdFile.NAME), ids.text());
  }

  private void release(Set<String> files) throws IOException {
    List<String> all = new ArrayList<>(files);
    all.add(FieldIdFile.NAME);
    for (String file : all) {
      Files.copy(
          declared.resolve(file), released.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The field ids in the folder; none where there is no such file. */
  private static FieldIdFile ids(Path folder) throws IOException {
    Path file = folder.resolve(FieldIdFile.NAME);
    return FieldIdFile.read(Files.exists(file) ? Files.readString(file) : "");
  }

  /** The text of each schema file in the folder, by its name. */
  static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".avsc")).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
