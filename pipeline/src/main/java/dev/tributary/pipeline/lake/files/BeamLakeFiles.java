package dev.tributary.pipeline.lake.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A lake on any file system that Beam knows, such as HDFS. Durability is the file system's own. */
final class BeamLakeFiles implements LakeFiles {
  private static final int COPIED_BYTES = 1 << 20;

  private final String root;

  BeamLakeFiles(String root) {
    this.root = root;
  }

  @Override
  public WritableByteChannel create(String path) throws IOException {
    return FileSystems.create(file(path), "application/octet-stream");
  }

  @Override
  public void moveAll(Collection<Move> moves) throws IOException {
    for (Move move : moves) {
      if (exists(move.to())) { // HDFS would replace it: Beam deletes the target and tries again
        checkIsMoved(move);
        continue;
      }
      try {
        FileSystems.rename(List.of(file(move.from())), List.of(file(move.to())));
      } catch (NoSuchFileException | FileNotFoundException gone) {
        throw new IOException(
            "Cannot publish a committed file: it is neither staged at "
                + move.from()
                + " nor in place at "
                + move.to(),
            gone);
      }
    }
  }

  private void checkIsMoved(Move move) throws IOException {
    if (exists(move.from())) {
      throw new IOException(
          "Cannot publish " + move.from() + ": there is another file at " + move.to());
    }
  }

  /** On HDFS in two steps: the old file is deleted, then the new one gets its name. */
  @Override
  public void replace(Move move) throws IOException {
    FileSystems.rename(List.of(file(move.from())), List.of(file(move.to())));
  }

  @Override
  public void copy(Move copy) throws IOException {
    if (exists(copy.to())) {
      return;
    }
    String staged = Lake.STAGING + "/" + UUID.randomUUID() + ".copy";
    try (ReadableByteChannel from = FileSystems.open(file(copy.from()));
        WritableByteChannel to = create(staged)) {
      ByteBuffer some = ByteBuffer.allocate(COPIED_BYTES);
      while (from.read(some) >= 0) {
        for (some.flip(); some.hasRemaining(); ) {
          to.write(some);
        }
        some.clear();
      }
    }
    moveAll(List.of(new Move(staged, copy.to())));
  }

  @Override
  public void moveFolder(Move move) throws IOException {
    if (hasFiles(move.from())) {
      FileSystems.rename(List.of(file(move.from())), List.of(file(move.to())));
    } else if (!hasFiles(move.to())) {
      throw new NoSuchFileException(uri(move.from()));
    }
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    deleteAll(list(folder));
    FileSystems.delete(
        List.of(FileSystems.matchNewResource(root + "/" + folder, true)),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  @Override
  public void deleteAll(Collection<String> paths) throws IOException {
    List<ResourceId> files = new ArrayList<>();
    paths.forEach(path -> files.add(file(path)));
    FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  @Override
  public byte[] read(String path) throws IOException {
    if (!exists(path)) {
      return null;
    }
    try (var in = Channels.newInputStream(FileSystems.open(file(path)))) {
      return in.readAllBytes();
    }
  }

  @Override
  public SeekableByteChannel open(String path) throws IOException {
    ReadableByteChannel channel = FileSystems.open(file(path));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException("Cannot read " + uri(path) + ": its file system only reads in order");
  }

  @Override
  public List<String> list(String folder) throws IOException {
    List<String> found = new ArrayList<>();
    for (MatchResult.Metadata file :
        FileSystems.match(root + "/" + folder + "/**", EmptyMatchTreatment.ALLOW).metadata()) {
      String uri = file.resourceId().toString();
      found.add(uri.substring(uri.lastIndexOf("/" + folder + "/") + 1));
    }
    found.sort(null);
    return found;
  }

  @Override
  public boolean hasFiles(String folder) throws IOException {
    return !FileSystems.match(root + "/" + folder + "/**", EmptyMatchTreatment.ALLOW)
        .metadata()
        .isEmpty();
  }

  @Override
  public List<String> filesIn(String folder) throws IOException {
    List<String> found = new ArrayList<>();
    for (MatchResult.Metadata file :
        FileSystems.match(root + "/" + folder + "/*", EmptyMatchTreatment.ALLOW).metadata()) {
      found.add(folder + "/" + file.resourceId().getFilename());
    }
    return found;
  }

  @Override
  public String uri(String path) {
    return root + "/" + path;
  }

  @Override
  public boolean exists(String path) throws IOException {
    return !FileSystems.match(root + "/" + path, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  private ResourceId file(String path) {
    return FileSystems.matchNewResource(root + "/" + path, false);
  }
}
