package dev.tributary.pipeline.lake.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A lake on a local disk. What it says is done survives a power failure. */
final class LocalLakeFiles implements LakeFiles {
  private final Path root;

  LocalLakeFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Where the path is; never outside of the lake, whatever a path says. */
  private Path place(String path) {
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root)) {
      throw new IllegalArgumentException("Cannot leave the lake " + root + ": " + path);
    }
    return place;
  }

  @Override
  public WritableByteChannel create(String path) throws IOException {
    Path file = place(path);
    Files.createDirectories(file.getParent());
    return new ForcedChannel(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        file.getParent());
  }

  @Override
  public void moveAll(Collection<Move> moves) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    Set<Path> checked = new HashSet<>();
    for (Move move : moves) {
      Path to = place(move.to());
      makeFolder(to.getParent(), folders);
      if (checked.add(to.getParent())) {
        checkIsInside(to.getParent());
      }
      if (Files.exists(to) && Files.exists(place(move.from()))) {
        throw new IOException(
            "Cannot publish " + move.from() + ": there is another file at " + move.to());
      }
      try {
        Files.move(place(move.from()), to, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException gone) {
        if (!Files.exists(to)) {
          throw new IOException(
              "Cannot publish a committed file: it is neither staged at "
                  + move.from()
                  + " nor in place at "
                  + move.to(),
              gone);
        }
      }
      folders.add(to.getParent());
    }
    for (Path folder : folders) {
      force(folder);
    }
  }

  @Override
  public void replace(Move move) throws IOException {
    Path to = place(move.to());
    checkIsInside(to.getParent());
    Files.move(place(move.from()), to, StandardCopyOption.ATOMIC_MOVE);
    force(to.getParent());
  }

  @Override
  public void copy(Move copy) throws IOException {
    Path to = place(copy.to());
    Set<Path> folders = new LinkedHashSet<>();
    makeFolder(to.getParent(), folders);
    checkIsInside(to.getParent());
    try {
      Files.createLink(to, place(copy.from()));
    } catch (FileAlreadyExistsException done) {
      return;
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      copyBytes(copy);
    }
    folders.add(to.getParent());
    for (Path folder : folders) {
      force(folder);
    }
  }

  private void copyBytes(Move copy) throws IOException {
    String staged = Lake.STAGING + "/" + UUID.randomUUID() + ".copy";
    try (var to = create(staged);
        var from = FileChannel.open(place(copy.from()), StandardOpenOption.READ)) {
      for (long at = 0; at < from.size(); ) {
        at += from.transferTo(at, from.size() - at, to);
      }
    }
    moveAll(List.of(new Move(staged, copy.to())));
  }

  @Override
  public void moveFolder(Move move) throws IOException {
    Path to = place(move.to());
    Set<Path> folders = new LinkedHashSet<>();
    makeFolder(to.getParent(), folders);
    checkIsInside(to.getParent());
    try {
      Files.move(place(move.from()), to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      if (!Files.isDirectory(to)) {
        throw gone;
      }
    }
    folders.add(to.getParent());
    for (Path folder : folders) {
      force(folder);
    }
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    Path start = place(folder);
    if (!Files.isDirectory(start)) {
      return;
    }
    try (var all = Files.walk(start)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** A link within the lake must not lead files out of it. */
  private void checkIsInside(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!real.startsWith(root.toRealPath())) {
      throw new IOException(
          "Cannot publish into " + folder + ": it leads out of the lake to " + real);
    }
  }

  /** Makes the folder and remembers each parent that got a new entry. */
  private void makeFolder(Path folder, Set<Path> changed) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    for (Path made = folder; !Files.isDirectory(made); made = made.getParent()) {
      changed.add(made.getParent());
    }
    Files.createDirectories(folder);
  }

  @Override
  public void deleteAll(Collection<String> paths) throws IOException {
    for (String path : paths) {
      Files.deleteIfExists(place(path));
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    try {
      return Files.readAllBytes(place(path));
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  @Override
  public SeekableByteChannel open(String path) throws IOException {
    return FileChannel.open(place(path), StandardOpenOption.READ);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path start = place(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (var files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public boolean exists(String path) {
    return Files.isRegularFile(place(path));
  }

  @Override
  public boolean hasFiles(String folder) throws IOException {
    Path start = place(folder);
    if (!Files.isDirectory(start)) {
      return false;
    }
    try (var files = Files.walk(start)) {
      return files.anyMatch(Files::isRegularFile);
    }
  }

  @Override
  public List<String> filesIn(String folder) throws IOException {
    Path start = place(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(start, Files::isRegularFile)) {
      for (Path file : files) {
        found.add(folder + "/" + file.getFileName());
      }
    }
    return found;
  }

  @Override
  public String uri(String path) {
    return "file://" + place(path);
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Forces file and folder when it is closed. */
  private record ForcedChannel(FileChannel file, Path folder) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) throws IOException {
      return file.write(source);
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      if (!file.isOpen()) {
        return;
      }
      try (file) {
        file.force(true);
      }
      force(folder);
    }
  }
}
