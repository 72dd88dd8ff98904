package dev.tributary.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The build's step for event types: refuses wrong files and lists the good ones in the jar. */
public final class SchemaBuild {
  private final Path module;

  private SchemaBuild(Path module) {
    this.module = module;
  }

  /** Arguments: the folder of the module {@code schemas}, and the one of its classes. */
  public static void main(String[] args) throws IOException {
    new SchemaBuild(Path.of(args[0])).run(Path.of(args[1]));
  }

  private void run(Path classes) throws IOException {
    Map<String, String> texts = texts(module.resolve("events"));
    EventSchemas.of(texts);
    Path index = classes.resolve(EventSchemas.FOLDER.substring(1)).resolve(EventSchemas.INDEX);
    Files.createDirectories(index.getParent());
    Files.write(index, texts.keySet());
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
