package dev.tributary.it.bench.pipeline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The Parquet files in a folder that somebody may be working in: what goes away is left out. */
final class ParquetFiles extends SimpleFileVisitor<Path> {
  private final List<Path> found = new ArrayList<>();

  private ParquetFiles() {}

  /** All of them, at any depth. */
  static List<Path> under(Path folder) throws IOException {
    var files = new ParquetFiles();
    Files.walkFileTree(folder, files);
    return files.found;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (file.toString().endsWith(".parquet")) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }
}
