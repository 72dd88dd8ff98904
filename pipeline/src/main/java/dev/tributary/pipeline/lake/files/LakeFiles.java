package dev.tributary.pipeline.lake.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;

/**
 * The file operations that the lake's guarantees rest on. Paths are relative to the lake's root.
 */
public interface LakeFiles {
  /** Makes a new file. Closing the channel forces it to disk; its folder's entry too. */
  WritableByteChannel create(String path) throws IOException;

  /** Writes a whole new file, forced to disk. */
  default void write(String path, byte[] content) throws IOException {
    try (WritableByteChannel channel = create(path)) {
      for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
        channel.write(left);
      }
    }
  }

  /**
   * Moves each file to its place, as one step a file, making folders as needed. A file that is at
   * its target already is fine; one that is at neither place is an error, and so is another file at
   * the target: nothing is ever replaced.
   */
  void moveAll(Collection<Move> moves) throws IOException;

  /** Moves a file over the one that is at its target; forced to disk. */
  void replace(Move move) throws IOException;

  /**
   * Gives a file a second place: a hard link where the file system has them, else a copy. Forced to
   * disk. A file that is at its target already is fine.
   */
  void copy(Move copy) throws IOException;

  /**
   * Moves a folder with all that is in it, as one step, making folders as needed. One that is at
   * its target already is fine.
   */
  void moveFolder(Move move) throws IOException;

  /** Deletes a folder and all that is in it; one that is not there is fine. */
  void deleteFolder(String folder) throws IOException;

  /** Deletes files; one that is not there is fine. */
  void deleteAll(Collection<String> paths) throws IOException;

  /** The file's bytes, or null when it is not there. */
  byte[] read(String path) throws IOException;

  /** Opens a file for reading anywhere in it. */
  SeekableByteChannel open(String path) throws IOException;

  /** All files under the folder, sorted; none where there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** True when the file is there. */
  boolean exists(String path) throws IOException;

  /** True when any file lies under the folder. */
  boolean hasFiles(String folder) throws IOException;

  /**
   * The files right in the folder, while others come and go; none where there is no such folder.
   */
  List<String> filesIn(String folder) throws IOException;

  /** The place as a URI for other programs, such as a metastore. */
  String uri(String path);

  /**
   * One file's way.
   *
   * @param from where it is
   * @param to where it goes
   */
  record Move(String from, String to) {}
}
